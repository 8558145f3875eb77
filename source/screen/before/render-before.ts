import {type Workflow} from '../../core/workflow/workflow.js';
import {type Style, type Theme} from '../frame/theme.js';
import {wrapWords} from '../frame/text/wrap-words.js';
import {type BeforeCheck, type BeforeReport} from './before-trigger.js';

export type BeforeInput = {
	readonly workflow: Workflow;
	readonly report: BeforeReport;
	/** The key that triggers. */
	readonly triggerKey: string;
	readonly columns: number;
	readonly cleanText: (text: string) => string;
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const countOf = ({checks}: BeforeReport, status: BeforeCheck['status']): number => checks.filter(check => check.status === status).length;

/** Says in a few words whether a trigger would work, as far as that is known. */
export const describeReadiness = (report: BeforeReport, triggerKey: string): string => {
	const failedCount = countOf(report, 'failed');
	if (failedCount > 0) {
		return `not ready: ${count(failedCount, 'problem')}`;
	}

	return report.isChecking ? 'checking' : `ready: press ${triggerKey} to start`;
};

type Item = {readonly status: BeforeCheck['status']; readonly message: string; readonly hint?: string | undefined};

const severity = {failed: 0, warning: 1, ok: 2} satisfies Record<BeforeCheck['status'], number>;

const getLook = (status: BeforeCheck['status'], {statuses, glyphs}: Theme): {readonly symbol: string; readonly style: Style; readonly textStyle: Style} => {
	switch (status) {
		case 'ok': {
			return {symbol: statuses.COMPLETED.symbol, style: statuses.COMPLETED.style, textStyle: {isDim: true}};
		}

		case 'warning': {
			return {symbol: glyphs.warning, style: {color: 'yellow'}, textStyle: {}};
		}

		case 'failed': {
			return {symbol: statuses.FAILED.symbol, style: statuses.FAILED.style, textStyle: {isBold: true}};
		}
	}
};

const renderItem = ({status, message, hint}: Item, {columns, cleanText}: BeforeInput, theme: Theme): readonly string[] => {
	const {symbol, style, textStyle} = getLook(status, theme);
	const width = Math.max(8, columns - 6);
	const lines = wrapWords(cleanText(message), width);
	const hints = hint === undefined || status === 'ok' ? [] : wrapWords(cleanText(hint), width);
	return [
		...lines.map((line, index) => `  ${index === 0 ? theme.paint(style, symbol) : ' '} ${theme.paint(textStyle, line)}`),
		...hints.map(line => `    ${theme.paint({isDim: true}, line)}`),
	];
};

const countEdges = ({actions}: Workflow): number => [...actions.values()].reduce((sum, {successors}) => sum + successors.length, 0);

/** Renders what is to be known before a trigger: the workflow's size, what the document is warned of, and how what it depends on stands, the worst first. */
export const renderBefore = (input: BeforeInput, theme: Theme): readonly string[] => {
	const {workflow, report, columns, cleanText} = input;
	const {actions, nodes, entry} = workflow;
	const ranks = nodes.length === actions.size ? '' : `, ${count(nodes.length, 'node')}`;
	const size = `A valid workflow document: ${count(actions.size, 'action')}${ranks}, ${count(countEdges(workflow), 'invocation')} between them. It starts with ${entry}.`;
	const items: readonly Item[] = [
		...report.checks,
		...report.warnings.map(({message, hint}): Item => ({status: 'warning', message, hint})),
	].toSorted((a, b) => severity[a.status] - severity[b.status]);
	return [
		...wrapWords(cleanText(size), columns - 4).map(line => `  ${line}`),
		...items.flatMap(item => renderItem(item, input, theme)),
		...(report.isChecking ? [`  ${theme.paint({isDim: true}, `${theme.glyphs.separator} running checks${theme.glyphs.ellipsis}`.slice(0, Math.max(0, columns - 2)))}`] : []),
	];
};
