import {S3Error} from '../s3-error.js';

/** An element of a request body; attributes and comments are dropped. */
export type XmlNode = {
	readonly name: string;
	readonly text: string;
	readonly children: readonly XmlNode[];
};

type OpenNode = {name: string; text: string; children: OpenNode[]};

const malformed = (): S3Error => new S3Error(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');

const entities: Readonly<Record<string, string>> = {
	amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'',
};

const decodeEntity = (_whole: string, name: string): string => {
	const digits = /^#(?:x(?<hex>[\da-f]+)|(?<decimal>\d+))$/i.exec(name)?.groups;
	if (digits === undefined) {
		const text = entities[name];
		if (text === undefined) {
			throw malformed();
		}

		return text;
	}

	const codePoint = digits['hex'] === undefined ? Number(digits['decimal']) : Number.parseInt(digits['hex'], 16);
	if (codePoint > 0x10_FF_FF) {
		throw malformed();
	}

	return String.fromCodePoint(codePoint);
};

const decodeText = (text: string): string => text.replaceAll(/&(?<name>[^&;]*);?/g, decodeEntity);

const tokenPattern = /<\?[^>]*\?>|<!--[\s\S]*?-->|<(?<close>\/)?(?<name>[A-Za-z_][\w.:-]*)(?:\s[^<>]*?)?(?<empty>\/)?>|(?<text>[^<]+)/gy;

const stripPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Reads the small XML documents that S3 clients send; a document type, an unknown entity or a stray tag is `MalformedXML`. */
export const parseXml = (source: string): XmlNode => {
	const root: OpenNode = {name: '', text: '', children: []};
	const open = [root];
	let end = 0;
	for (const match of source.matchAll(tokenPattern)) {
		end = match.index + match[0].length;
		const {close, name, empty, text} = match.groups!;
		const parent = open.at(-1)!;
		if (text !== undefined) {
			parent.text += decodeText(text);
		} else if (name !== undefined && close !== undefined) {
			if (open.length === 1 || open.pop()!.name !== stripPrefix(name)) {
				throw malformed();
			}
		} else if (name !== undefined) {
			const node = {name: stripPrefix(name), text: '', children: []};
			parent.children.push(node);
			if (empty === undefined) {
				open.push(node);
			}
		}
	}

	const [document, ...others] = root.children;
	if (end !== source.length || open.length !== 1 || document === undefined || others.length > 0 || root.text.trim() !== '') {
		throw malformed();
	}

	return document;
};

/** Text of the first child of that name. */
export const getChildText = (node: XmlNode, name: string): string | undefined =>
	node.children.find(child => child.name === name)?.text;
