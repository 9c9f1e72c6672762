// An ESLint rule that keeps words out of names which only those would understand who were there when
// they were coined. `docs/glossary.md` has the words that are used instead.

/** Words that are not used, each with what to say in its place. */
const instead = {
  aside: 'faint',
  citing: 'cite',
  shelf: 'corpus actions',
  unlike: 'faint',
  unlit: 'faint',
  unsought: 'faint',
};

/** The words of a name: `unlitLeaves`, `unlit-leaves` and `UnlitLeaves` have two. */
const wordsOf = (name) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/u);

/** The first word of a name that is not used, or undefined. */
export function privateWord(name, words = instead) {
  return wordsOf(name).find((word) => Object.hasOwn(words, word));
}

/** @type {import('eslint').Rule.RuleModule} */
export const plainWords = {
  meta: {
    type: 'suggestion',
    docs: { description: 'keeps private words out of names' },
    schema: [{ type: 'object', additionalProperties: { type: 'string' } }],
    messages: {
      word: '“{{word}}” in “{{name}}” is a word of our own: say “{{plain}}” (docs/glossary.md).',
    },
  },
  create(context) {
    const words = context.options[0] ?? instead;
    const check = (node, name) => {
      const word = privateWord(name, words);
      if (word !== undefined)
        context.report({ node, messageId: 'word', data: { word, name, plain: words[word] } });
    };
    return {
      Program: (node) => check(node, context.filename.replace(/^.*[/\\]/u, '')),
      'VariableDeclarator > Identifier.id': (node) => check(node, node.name),
      'FunctionDeclaration > Identifier.id': (node) => check(node, node.name),
      'ClassDeclaration > Identifier.id': (node) => check(node, node.name),
      'MethodDefinition > .key': (node) => check(node, node.name ?? ''),
      'PropertyDefinition > .key': (node) => check(node, node.name ?? ''),
      'TSInterfaceDeclaration > Identifier.id': (node) => check(node, node.name),
      'TSTypeAliasDeclaration > Identifier.id': (node) => check(node, node.name),
      'TSPropertySignature > .key': (node) => check(node, node.name ?? ''),
    };
  },
};
