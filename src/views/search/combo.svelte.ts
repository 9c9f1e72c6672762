/** What the search box and the list below it, which is loaded later, have to say to each other. */
export class Combo {
  /** Whether the list is open. */
  open = $state(false);
  /** Id of the row that the keys are at; null for none. */
  active = $state<string | null>(null);
  /** Whether the box, or anything in its list, has the focus. */
  focused = $state(false);
  /** How often something was typed, or an empty box was turned to. */
  asked = $state(0);
  /** A key pressed in the box; true when the list used it. */
  press: (event: KeyboardEvent) => boolean = () => false;
  /** The field typed into. */
  field: HTMLInputElement | null = null;

  /** Id of the list. */
  readonly listId: string;

  constructor(listId: string) {
    this.listId = listId;
  }
}
