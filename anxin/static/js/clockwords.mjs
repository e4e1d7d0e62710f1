// A clock in words: pure, so that it can be tested. The same sentences as the template tag `clock` writes on the server.

const fill = (form, values) => Object.keys(values).reduce((text, name) => text.replace(`%${name}`, values[name]), form);

/**
 * left: milliseconds to the due time, negative when it is past · forms: {left, leftHours, over, overHours, leftWord,
 * overWord} with %m minutes and %h hours · seconds: count as m:ss. Gives {value, word, late}.
 */
export function clockWords(left, forms, seconds) {
  const late = left < 0;
  const word = late ? forms.overWord : forms.leftWord;
  const span = Math.abs(left);
  if (seconds) {
    const all = late ? Math.floor(span / 1000) : Math.ceil(span / 1000);
    if (all < 3600) {
      return { value: `${late ? "+" : ""}${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`, word, late };
    }
  }
  const minutes = late ? Math.max(1, Math.floor(span / 60000)) : Math.ceil(span / 60000);
  if (minutes < 100) return { value: fill(late ? forms.over : forms.left, { m: minutes }), word, late };
  return { value: fill(late ? forms.overHours : forms.leftHours, { h: Math.floor((minutes + 30) / 60) }), word, late };
}
