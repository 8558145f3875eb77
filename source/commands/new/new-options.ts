import {type Environment} from '../../clouds/credentials/find-credential.js';
import {type Output} from '../../ports/output.js';
import {type ShapeName} from './shapes.js';
import {type StorePreset} from './stores.js';

/** What `faasr-tui new` was told on the command line; the rest is asked for, or has a default. */
export type Answers = {
	readonly name?: string | undefined;
	readonly shape?: ShapeName | undefined;
	/** As typed: `r`, `python`, `r,plot=python`. */
	readonly language?: string | undefined;
	/** `owner/name`. */
	readonly repository?: string | undefined;
	readonly store?: StorePreset | undefined;
	readonly bucket?: string | undefined;
	readonly endpoint?: string | undefined;
	readonly region?: string | undefined;
};

/** Everything `faasr-tui new` works with. */
export type NewOptions = {
	readonly answers: Answers;
	/** Where the files go. */
	readonly folder: string;
	readonly branch: string;
	readonly shouldReplace: boolean;
	/** Asks a question and gives the answer; absent when nobody is to be asked. */
	readonly ask?: ((question: string) => Promise<string>) | undefined;
	/** For GITHUB_REPOSITORY. */
	readonly env: Environment;
	readonly stdout: Output;
};
