import {type Phase, type PhaseName, type Phases} from '../../core/run/timeline/phase.js';
import {type Style, type Theme} from '../frame/theme.js';
import {findCell, type TimelineScale} from './timeline-scale.js';

type PhaseLook = {readonly glyph: string; readonly style: Style};

const looks = {
	waiting: {glyphs: ['┄', '~'], style: {isDim: true}},
	queued: {glyphs: ['░', '.'], style: {color: 'cyan'}},
	starting: {glyphs: ['▒', ':'], style: {color: 'yellow'}},
	running: {glyphs: ['█', '#'], style: {color: 'blue'}},
} as const satisfies Record<PhaseName, {readonly glyphs: readonly [utf8: string, ascii: string]; readonly style: Style}>;

/** The phases in the order in which a node goes through them. */
export const phaseNames = ['waiting', 'queued', 'starting', 'running'] as const satisfies readonly PhaseName[];

/** How a phase is drawn: told apart by its glyph, not by its colour alone. */
export const getPhaseLook = (name: PhaseName, {isUtf8}: Pick<Theme, 'isUtf8'>): PhaseLook => {
	const {glyphs: [utf8, ascii], style} = looks[name];
	return {glyph: isUtf8 ? utf8 : ascii, style};
};

export type BarInput = {
	readonly phases: Phases;
	readonly scale: TimelineScale;
	readonly now: number;
	/** Marks the present on rows of a run that goes on. */
	readonly nowCell: number | undefined;
	/** The colour of what a node that has ended did. */
	readonly runningStyle: Style;
};

/** The phase that most of a cell's time belongs to. */
const findPhase = (phases: Phases, from: number, to: number, now: number): Phase | undefined => {
	let found: {readonly phase: Phase; readonly ms: number} | undefined;
	for (const phase of phases) {
		const ms = Math.min(to, phase.to ?? Math.max(now, phase.from + 1)) - Math.max(from, phase.from);
		if (ms > 0 && (found === undefined || ms >= found.ms)) {
			found = {phase, ms};
		}
	}

	return found?.phase;
};

/** Renders the phases of one node, or of several merged, as a bar; a phase shorter than a cell is seen if nothing longer shares its cell. */
export const renderBar = ({phases, scale, now, nowCell, runningStyle}: BarInput, theme: Theme): string => {
	const {paint, isUtf8} = theme;
	const nowGlyph = isUtf8 ? '│' : '|';
	const {from, msPerCell, columns} = scale;
	let bar = '';
	let text = '';
	let style: Style = {};
	let shown: string | undefined;
	const flush = (): void => {
		bar += paint(style, text);
		text = '';
	};

	for (let cell = 0; cell < columns; cell++) {
		const phase = findPhase(phases, from + (cell * msPerCell), from + ((cell + 1) * msPerCell), now);
		const kind = phase?.name ?? (cell === nowCell ? 'now' : 'blank');
		if (kind !== shown) {
			flush();
			shown = kind;
			style = phase === undefined ? {isDim: cell === nowCell} : (phase.name === 'running' ? runningStyle : getPhaseLook(phase.name, theme).style);
		}

		const blank = cell === nowCell ? nowGlyph : ' ';
		text += phase === undefined ? blank : getPhaseLook(phase.name, theme).glyph;
	}

	flush();
	return bar;
};

/** The cell of the present, while the run goes on. */
export const findNowCell = (scale: TimelineScale, endedAt: number | undefined, now: number): number | undefined => endedAt === undefined ? findCell(scale, now) : undefined;
