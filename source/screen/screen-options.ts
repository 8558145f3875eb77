import {type AssertionStore} from '../testing/assertions/assertion-store.js';
import {type Clock} from '../ports/clock.js';
import {type RunStore} from '../run/runner/run-store.js';
import {type CursorPlace} from './frame/frame-painter.js';
import {type TerminalSize} from './frame/use-terminal-size.js';
import {type BeforeTrigger} from './before/before-trigger.js';
import {type Keymap} from './keys/keymap.js';
import {type FileTools} from './files/file-tools.js';
import {type LogTools} from './log/log-tools.js';
import {type GraphicsProtocol} from './picture/render-graphics.js';
import {type RunActions} from './run/keys.js';
import {type ScreenControls} from './screen-controls.js';
import {type Theme} from './frame/theme.js';

/** What the screen shows and whom it tells what the user wants. */
export type AppProps = {
	readonly store: RunStore;
	readonly actions: RunActions;
	/** Where the run executes: `local cloud`, `GitHub Actions owner/repo@main`. */
	readonly cloudLabel: string;
	/** What becomes of a run that is left alone: `The run goes on on GitHub Actions.` */
	readonly quitSentence: string;
	readonly controls: ScreenControls;
	readonly keymap: Keymap;
	/** What is known before a trigger; shown in the log's place until then. */
	readonly before?: BeforeTrigger | undefined;
	/** What `--test` has asserted so far; absent without it. */
	readonly assertions?: AssertionStore | undefined;
	/** Starts the user's browser, and says whether it could; absent where runs have no page, as on the local cloud. */
	readonly openUrl?: ((url: string) => Promise<boolean>) | undefined;
	readonly clock: Clock;
	/** What can be done with logs outside the screen; absent where there are no files and no runs. */
	readonly logTools?: LogTools | undefined;
	/** What can be done with the files of the run; absent in a replay. */
	readonly fileTools?: FileTools | undefined;
	/** What the run wrote is deleted when the screen is left. */
	readonly losesFiles?: boolean | undefined;
	/** The terminal's own way to show pictures, where it is known. */
	readonly graphics?: GraphicsProtocol | undefined;
	readonly theme: Theme;
	readonly terminal: TerminalSize;
	/** Makes text from elsewhere safe to show: sanitised first, then secrets masked. */
	readonly cleanText: (text: string) => string;
	/** Asks the terminal to take a text into its clipboard; false when it surely will not. Nothing says whether it did. */
	readonly copyText: (text: string) => boolean;
	/** Things the caller says in the footer; returns the way to stop listening. */
	readonly subscribeNotices: (onNotice: (text: string) => void) => () => void;
	/** What is pasted; returns the way to stop listening. Absent where nothing can be. */
	readonly subscribePastes?: ((onPaste: (text: string) => void) => () => void) | undefined;
	/** Shows the terminal's cursor at a place, or hides it. */
	readonly setCursor?: ((place: CursorPlace | undefined) => void) | undefined;
	/** Called with whatever a key handler throws: Ink would let it end the process. */
	readonly onCrash: (error: unknown) => void;
	/** Called after each frame with all that the store has. */
	readonly onFrame?: (() => void) | undefined;
};
