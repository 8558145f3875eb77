/** An element: its name and either text or child elements. */
export type XmlElement = readonly [name: string, content: string | number | boolean | readonly XmlElement[]];

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

const named: Readonly<Record<string, string>> = {
	'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;',
};

const isControl = (codePoint: number): boolean => codePoint < 0x20 || codePoint === 0x7F || codePoint === 0xFF_FE || codePoint === 0xFF_FF;

// Control characters go out as references, as S3 sends them; only `encoding-type=url` makes such keys readable for every XML parser.
const escapeCharacter = (character: string): string => {
	const codePoint = character.codePointAt(0)!;
	return isControl(codePoint) ? `&#x${codePoint.toString(16).toUpperCase()};` : named[character] ?? character;
};

const escapeText = (text: string): string => [...text].map(character => escapeCharacter(character)).join('');

const renderElement = ([name, content]: XmlElement): string => {
	const inner = Array.isArray(content) ? renderElements(content as readonly XmlElement[]) : escapeText(String(content));
	return `<${name}>${inner}</${name}>`;
};

const renderElements = (elements: readonly XmlElement[]): string => elements.map(element => renderElement(element)).join('');

/** The document S3 answers with; errors carry no namespace. */
export const renderXml = (root: string, elements: readonly XmlElement[] | string, {hasNamespace = true} = {}): string => {
	const attributes = hasNamespace ? ` xmlns="${namespace}"` : '';
	const inner = typeof elements === 'string' ? escapeText(elements) : renderElements(elements);
	return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attributes}>${inner}</${root}>`;
};
