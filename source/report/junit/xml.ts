/** Everything but the characters of XML 1.0 (section 2.2): controls, halves of pairs, U+FFFE and U+FFFF. */
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};

const toReference = (character: string): string => `&#${character.codePointAt(0) ?? 0};`;

const escapeText = (text: string): string => text.replaceAll(illegal, '').replaceAll(/[&<>"]/gu, character => entities[character] ?? '');

/** Line ends and tabs would become blanks in an attribute. */
const escapeAttribute = (text: string): string => escapeText(text).replaceAll(/[\t\n\r]/gu, character => toReference(character));

/** An element with its attributes and what is in it: text, or elements already rendered. */
export const renderElement = (
	name: string,
	attributes: Readonly<Record<string, string | number>>,
	content: {readonly text: string} | readonly string[] = [],
): string => {
	const start = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeAttribute(String(value))}"`)].join(' ');
	const inner = 'text' in content ? escapeText(content.text) : content.map(child => `\n${child}`).join('') + (content.length > 0 ? '\n' : '');
	return inner === '' ? `<${start}/>` : `<${start}>${inner}</${name}>`;
};
