/** A value of GitHub's expressions. */
export type ExpressionValue = unknown;

type Evaluate = () => ExpressionValue;

const tokenPattern = /\s*(?:(?<text>'(?:[^']|'')*')|(?<number>\d+(?:\.\d+)?)|(?<name>[a-z_][\w-]*)|(?<sign>&&|\|\||==|!=|[!().,]))/giy;

const tokenize = (source: string): string[] => {
	const tokens: string[] = [];
	const pattern = new RegExp(tokenPattern);
	while (pattern.lastIndex < source.trimEnd().length) {
		const match = pattern.exec(source);
		if (!match) {
			throw new SyntaxError(`not an expression: ${source}`);
		}

		tokens.push(match[0].trim());
	}

	return tokens;
};

const isTruthy = (value: ExpressionValue): boolean => value !== false && value !== 0 && value !== '' && value !== null && value !== undefined && !Number.isNaN(value);

/** Objects read as `Object`, nothing as an empty text. */
export const toText = (value: ExpressionValue): string => {
	if (value === null || value === undefined) {
		return '';
	}

	if (typeof value === 'string') {
		return value;
	}

	return typeof value === 'object' ? (Array.isArray(value) ? 'Array' : 'Object') : JSON.stringify(value);
};

const functions: Readonly<Record<string, (...parameters: readonly ExpressionValue[]) => ExpressionValue>> = {
	fromjson: text => JSON.parse(toText(text)) as unknown,
	startswith: (text, start) => toText(text).toLowerCase().startsWith(toText(start).toLowerCase()),
	format: (pattern, ...values) => toText(pattern).replaceAll(/{{|}}|{(?<index>\d+)}/g, (found, index: string | undefined) => {
		if (index === undefined) {
			return found[0]!;
		}

		if (Number(index) >= values.length) {
			throw new SyntaxError(`format has no argument ${index}`);
		}

		return toText(values[Number(index)]);
	}),
};

/** Names of properties and contexts are case-insensitive. */
const getProperty = (value: ExpressionValue, name: string): ExpressionValue =>
	typeof value === 'object' && value !== null
		? Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
		: undefined;

const isEqual = (a: ExpressionValue, b: ExpressionValue): boolean =>
	typeof a === 'string' && typeof b === 'string' ? a.toLowerCase() === b.toLowerCase() : a === b;

/** What is left of an expression, and what its names mean. */
type Input = {readonly tokens: string[]; readonly contexts: Readonly<Record<string, unknown>>};

const take = ({tokens}: Input, sign: string): boolean => tokens[0] === sign && tokens.shift() !== undefined;

const expect = (input: Input, sign: string): void => {
	if (!take(input, sign)) {
		throw new SyntaxError(`expected ${sign} before ${input.tokens[0] ?? 'the end'}`);
	}
};

const parseCall = (input: Input, name: string): Evaluate => {
	const call = functions[name.toLowerCase()];
	if (!call) {
		throw new SyntaxError(`unknown function ${name}`);
	}

	const parameters: Evaluate[] = [];
	while (!take(input, ')')) {
		if (parameters.length > 0) {
			expect(input, ',');
		}

		parameters.push(parseOr(input));
	}

	return () => call(...parameters.map(evaluate => evaluate()));
};

const parsePrimary = (input: Input): Evaluate => {
	if (take(input, '!')) {
		const inner = parsePostfix(input);
		return () => !isTruthy(inner());
	}

	if (take(input, '(')) {
		const inner = parseOr(input);
		expect(input, ')');
		return inner;
	}

	const token = input.tokens.shift() ?? '';
	if (token.startsWith('\'')) {
		return () => token.slice(1, -1).replaceAll('\'\'', '\'');
	}

	if (/^\d/.test(token)) {
		return () => Number(token);
	}

	return take(input, '(') ? parseCall(input, token) : () => getProperty(input.contexts, token);
};

const parsePostfix = (input: Input): Evaluate => {
	let value = parsePrimary(input);
	while (take(input, '.')) {
		const owner = value;
		const name = input.tokens.shift() ?? '';
		value = () => getProperty(owner(), name);
	}

	return value;
};

const parseComparison = (input: Input): Evaluate => {
	const left = parsePostfix(input);
	const isNegated = input.tokens[0] === '!=';
	if (!take(input, '==') && !take(input, '!=')) {
		return left;
	}

	const right = parsePostfix(input);
	return () => isEqual(left(), right()) !== isNegated;
};

/** Each part becomes a function, so that `&&` and `||` leave the rest unevaluated. */
const parseAnd = (input: Input): Evaluate => {
	const left = parseComparison(input);
	if (!take(input, '&&')) {
		return left;
	}

	const right = parseAnd(input);
	return () => {
		const value = left();
		return isTruthy(value) ? right() : value;
	};
};

function parseOr(input: Input): Evaluate {
	const left = parseAnd(input);
	if (!take(input, '||')) {
		return left;
	}

	const right = parseOr(input);
	return () => {
		const value = left();
		return isTruthy(value) ? value : right();
	};
}

const evaluate = (source: string, contexts: Input['contexts']): ExpressionValue => {
	const input = {tokens: tokenize(source), contexts};
	const result = parseOr(input);
	if (input.tokens.length > 0) {
		throw new SyntaxError(`unexpected ${input.tokens[0]}`);
	}

	return result();
};

/** Fills `${{ … }}` in a text, by the rules of GitHub's expressions that `run-name` needs. Throws where GitHub refuses the file. */
export const fillExpressions = (text: string, contexts: Readonly<Record<string, unknown>>): string =>
	text.replaceAll(/\${{(?<source>(?:'[^']*'|[^'])*?)}}/g, (_, source: string) => toText(evaluate(source, contexts)));
