import {useRef} from 'react';
import {type RunState} from '../../core/run/run-state.js';
import {type Clock} from '../../ports/clock.js';
import {type LogLines} from '../../run/runner/run-store.js';
import {getPace, spinnerIntervalMs} from './pace.js';
import {type Theme} from './theme.js';
import {useTicker} from './use-ticker.js';

/** What moves with time alone. */
export type Animation = {readonly now: number; readonly spinner: string};

export type AnimationOptions = {
	readonly clock: Clock;
	readonly state: RunState;
	readonly logs: {readonly lines: Pick<LogLines, 'getVersion'>};
	readonly theme: Pick<Theme, 'spinnerFrames'>;
};

/** Moves durations and spinners, the slower the longer nothing new has come. */
export const useAnimation = ({clock, state, logs, theme: {spinnerFrames}}: AnimationOptions): Animation => {
	const version = logs.lines.getVersion();
	const news = useRef({state, version, at: clock.now()});
	if (news.current.state !== state || news.current.version !== version) {
		news.current = {state, version, at: clock.now()};
	}

	const {intervalMs, isSpinning} = getPace(state, clock.now() - news.current.at);
	const now = useTicker(clock, intervalMs);
	const turn = Math.floor((isSpinning ? now : news.current.at) / spinnerIntervalMs);
	return {now, spinner: spinnerFrames[turn % spinnerFrames.length] ?? ''};
};
