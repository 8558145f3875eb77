import {data, Evaluator, Lexer, Parser} from '@actions/expressions';

type Contexts = Readonly<Record<string, unknown>>;

const toData = (contexts: Contexts): data.Dictionary => JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;

const evaluate = (source: string, contexts: Contexts): string => {
	const {tokens} = new Lexer(source).lex();
	const expression = new Parser(tokens, Object.keys(contexts), []).parse();
	return new Evaluator(expression, toData(contexts)).evaluate().coerceString();
};

/** Fills `${{ … }}` in a text by GitHub's own evaluator. Throws where GitHub refuses the file. */
export const fillExpressions = (text: string, contexts: Contexts): string =>
	text.replaceAll(/\${{(?<source>(?:'[^']*'|[^'])*?)}}/g, (_, source: string) => evaluate(source, contexts));
