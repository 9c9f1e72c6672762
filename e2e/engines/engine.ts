/** What the checks ask of a browser, whatever drives it; one file beside this one for each engine. */

/** Keys by the names of `KeyboardEvent.key`. */
export type Key = 'Enter' | 'Escape' | 'ArrowDown' | 'Tab';

/** One tab. All tabs of a browser share what is stored. */
export interface Tab {
  /** Resolves when the page has loaded. */
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  /** The value, as JSON, of an expression that is evaluated in the page. */
  evaluate(expression: string): Promise<unknown>;
  /** Clicks at a point of the window, in CSS pixels. */
  click(x: number, y: number): Promise<void>;
  type(text: string): Promise<void>;
  press(key: Key): Promise<void>;
  /** Gives files to the file field that a CSS selector finds. */
  giveFiles(selector: string, paths: readonly string[]): Promise<void>;
  /** The window as PNG. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}

export interface Browser {
  /** Name and version, for the report. */
  readonly version: string;
  /** Folder that saved files appear in. */
  readonly downloads: string;
  newTab(): Promise<Tab>;
  close(): Promise<void>;
}

export interface Engine {
  /**
   * Starts a browser that remembers nothing, with a window for desktops.
   *
   * @param folder an empty folder that it may fill
   */
  launch(folder: string): Promise<Browser>;
  /** Why it cannot be driven here and how to change that; null where it can. */
  missing(): Promise<string | null>;
}

/** Size of the window's inside, about: WebKitGTK takes its own bars from it. */
export const windowSize = { width: 1440, height: 900 };
