/** Fields of parsed XML elements: text, lists and attributes, whichever way the element is written. */
import { asText } from '../cell-values';
import { isJsonObject, type JsonObject } from './json-fields';

/** The elements of a name: one of them and several look different to the parser. */
export function elementsAt(element: JsonObject, name: string): readonly unknown[] {
  const value = Object.hasOwn(element, name) ? element[name] : undefined;
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The text of an element, whether it has attributes or not. */
export function textIn(value: unknown): string {
  return asText(isJsonObject(value) ? value['#text'] : value).trim();
}

/** The first element on a path of names; an empty one where there is none. */
export function childAt(element: JsonObject, ...path: readonly string[]): JsonObject {
  let at = element;
  for (const name of path) {
    const inner = elementsAt(at, name).find(isJsonObject);
    if (inner === undefined) return {};
    at = inner;
  }
  return at;
}

/** All elements with content at the end of a path of names. */
export function childrenAt(element: JsonObject, ...path: readonly string[]): JsonObject[] {
  let at = [element];
  for (const name of path) {
    at = at.flatMap((one) => elementsAt(one, name).filter(isJsonObject));
  }
  return at;
}

/** The texts of all elements at the end of a path, those without any left out. */
export function textsAt(element: JsonObject, ...path: readonly string[]): string[] {
  const name = path.at(-1) ?? '';
  return childrenAt(element, ...path.slice(0, -1))
    .flatMap((one) => elementsAt(one, name))
    .map(textIn)
    .filter((text) => text !== '');
}

/** The text of the first element at the end of a path that has one. */
export function textAt(element: JsonObject, ...path: readonly string[]): string {
  return textsAt(element, ...path)[0] ?? '';
}

/** An attribute of a parsed element. */
export function attributeOf(value: unknown, name: string): string {
  return isJsonObject(value) ? asText(value[`@${name}`]).trim() : '';
}
