import {type SignalSource} from '../../environment/process-events.js';
import {type Clock} from '../../ports/clock.js';
import {type Output} from '../../ports/output.js';
import {type TimedEvent} from '../../report/recording/recorded-event.js';
import {type ScreenFlags} from '../run/run-flags.js';

/** Everything the replay command takes from outside. */
export type ReplayOptions = {
	readonly file: string;
	readonly events: readonly TimedEvent[];
	/** Reporters instead of the screen. */
	readonly isCi: boolean;
	/** Why there is no screen, when nobody asked for that. */
	readonly plainReason?: string;
	/** How many times as fast as it was recorded; for reporters, without any waiting when absent. */
	readonly speed: number | undefined;
	/** Reporters as `--reporter` names them. */
	readonly reporters: readonly string[];
	readonly screen?: ScreenFlags;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly stdout: Output;
	readonly stderr: Output;
	readonly clock: Clock;
	readonly signals: SignalSource;
};
