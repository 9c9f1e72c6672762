/** Components by themselves in a browser: props in, what is seen and told out. */
import axe from 'axe-core';
import { createRawSnippet, flushSync, mount, unmount, type Component, type Snippet } from 'svelte';
import { expect, onTestFinished } from 'vitest';

/** A snippet of plain text, for what a component is given to hold. */
export function textSnippet(text: string): Snippet {
  return createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));
}

/** Mounts a component in a landmark of its own, for the length of the test. */
export function mounted<Props extends Record<string, unknown>>(
  component: Component<Props>,
  props: Props,
): HTMLElement {
  const target = document.createElement('main');
  document.body.append(target);
  const instance = mount(component, { target, props });
  flushSync();
  onTestFinished(async () => {
    await unmount(instance);
    target.remove();
  });
  return target;
}

/** Fails with what axe finds wrong; rules for whole pages are left to the tests of the page. */
export async function expectAccessible(element: Element): Promise<void> {
  const { violations } = await axe.run(element, {
    rules: { 'page-has-heading-one': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual(
    [],
  );
}
