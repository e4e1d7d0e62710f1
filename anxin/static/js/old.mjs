// What htmx needs and Chrome before 73 lacks.
if (!Object.fromEntries) {
  Object.fromEntries = (pairs) => {
    const made = {};
    for (const pair of pairs) made[pair[0]] = pair[1];
    return made;
  };
}
