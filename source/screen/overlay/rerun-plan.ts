import {describePlan} from '../../core/run/describe-plan.js';
import {type KeyContext} from '../handlers/key-context.js';
import {describeRerunRisk} from '../run-actions.js';
import {renderFields} from '../text/render-fields.js';
import {wrapWords} from '../text/wrap-words.js';
import {getSelection} from './rerun-menu.js';

const indent = '  ';

/** Renders what a choice of the rerun menu would run again, keep and delete, before it is done. */
export const renderRerunPlan = (choice: string | undefined, context: KeyContext): readonly string[] => {
	const {store, cleanText, columns, theme, actions} = context;
	const width = columns - (2 * indent.length);
	const wrap = (text: string): readonly string[] => wrapWords(cleanText(text), width);
	const selection = getSelection(choice, context);
	if (typeof selection === 'string') {
		return wrap(`${selection}.`).map(line => indent + line);
	}

	const {refusal, title, parts} = describePlan(actions.planResume(selection));
	if (refusal !== undefined) {
		return wrap(`Cannot be run again: ${refusal}.`).map(line => indent + line);
	}

	const risk = selection.kind === 'workflow' ? describeRerunRisk(store.getSnapshot()) : undefined;
	const warning = risk === undefined
		? []
		: [...wrap(`${theme.glyphs.warning} ${risk}`).map(line => indent + theme.paint({color: 'yellow', isBold: true}, line)), ''];
	return [
		...warning,
		...wrap(title).map(line => indent + theme.paint({isBold: true}, line)),
		'',
		...renderFields(parts.map(({verb, items}) => ({
			label: verb, text: cleanText(items.length === 0 ? 'nothing' : items.join(', ')),
		})), columns, theme),
	];
};
