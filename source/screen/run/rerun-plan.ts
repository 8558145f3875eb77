import {describePlan} from '../../core/run/describe-plan.js';
import {type Menu, type Page} from '../overlay/overlays.js';
import {renderFields} from '../frame/text/render-fields.js';
import {wrapWords} from '../frame/text/wrap-words.js';
import {describeRerunRisk} from './keys.js';
import {getRerunItems, getSelection, type RerunKeys} from './rerun-menu.js';

const indent = '  ';

/** Renders what a choice of the rerun menu would run again, keep and delete, before it is done. */
const renderRerunPlan = (choice: string | undefined, keys: RerunKeys): readonly string[] => {
	const {run: {store, actions}, cleanText, columns, theme} = keys;
	const width = columns - (2 * indent.length);
	const wrap = (text: string): readonly string[] => wrapWords(cleanText(text), width);
	const selection = getSelection(choice, keys);
	if (typeof selection === 'string') {
		return wrap(`${selection}.`).map(line => indent + line);
	}

	const {refusal, title, parts} = describePlan(actions.runner.planResume(selection));
	if (refusal !== undefined) {
		return wrap(`Cannot rerun: ${refusal}.`).map(line => indent + line);
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

/** The choices of what to run again; below them the plan of the one under the cursor. */
export const createRerunMenu = (keys: RerunKeys): Menu => ({
	title: 'RERUN',
	hasFilter: false,
	getItems: () => getRerunItems(keys),
	describeItem: ({id}) => renderRerunPlan(id, keys),
	choose(id) {
		keys.dispatchOverlay({type: 'reset', choice: id});
		keys.dispatchScreen({type: 'open-overlay', overlay: 'plan'});
	},
});

/** The plan of the choice that was made. */
export const createPlanPage = (keys: RerunKeys, getChoice: () => string | undefined): Page => ({
	getTitle: () => 'RERUN: the plan',
	getLines: () => renderRerunPlan(getChoice(), keys),
});
