const WORDS = new Set(
  'select from where group by having order limit offset join left right inner outer full cross lateral on using as and or not in is null between like ilike case when then else end with recursive union all except intersect distinct over partition rows range unbounded preceding following current row filter qualify window asc desc nulls first last exists any values pivot unpivot describe summarize sample cast try_cast interval date timestamp true false'.split(
    ' ',
  ),
);
const TOKEN =
  /(--[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^']|'')*')|("(?:[^"]|"")*")|(\b\d+(?:\.\d+)?\b)|([A-Za-z_]\w*)|(\s+|[\s\S])/g;

/** A piece of SQL with its role; the pieces joined are the text again. */
export function tokens(sql: string): { readonly text: string; readonly role: string }[] {
  return [...sql.matchAll(TOKEN)].map(([text, comment, string, _quoted, number, word]) => ({
    text,
    role: comment
      ? 'comment'
      : string
        ? 'string'
        : number
          ? 'number'
          : word && WORDS.has(word.toLowerCase())
            ? 'word'
            : '',
  }));
}
