/** "Go on" and no turn of its own: what listeners murmur while somebody else speaks. */
export const isBackchannel = (text: string): boolean =>
  /^(?:\W*(?:m+h*m+|uh[- ]?huh|mm|hm+|right|okay|ok|yeah|ouais|d'accord|mhm|ah|oh|han|hum))+\W*$/i.test(text);
