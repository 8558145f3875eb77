/** Shorter values stand in too many other texts (characters). */
const shortestSecret = 8;

/** The longest word that somebody might choose; what generates secrets makes longer ones, with digits. */
const longestWord = 15;

/** Whether a text stands in too many other texts to be masked, whatever it is. What blanks there are between its words gets lost on a screen. */
export const isTooShort = (text: string): boolean => text.replaceAll(/\s+/g, ' ').length < shortestSecret;

/** True for a value that cannot be masked without hiding what is no secret: shorter than eight characters, or one word of letters. */
export const isWeakSecret = (value: string): boolean =>
	isTooShort(value) || (value.length <= longestWord && /^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(value));
