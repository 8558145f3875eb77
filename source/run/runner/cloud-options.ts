import {type Workflow} from '../../core/workflow/workflow.js';
import {type Clock} from '../../ports/clock.js';

/** Where a run executes, and what a local cloud is given. */
export type CloudOptions = {
	/**
	True for the local cloud that is started for the run; false for GitHub Actions and the document's own data stores.

	@default false
	*/
	readonly local?: boolean;
	/** Local cloud: folder with function files, looked into before the document's own sources. @default `functions` beside the document */
	readonly functionsDir?: string;
	/** Local cloud: folder that keeps its objects between runs. @default a temporary folder, removed at the end */
	readonly dataDir?: string;
	/** Local cloud: leaves the temporary folder in place. */
	readonly keep?: boolean;
	/**
	Local cloud: only reads what `dataDir` keeps, also while another program runs the workflow there. Nothing can be triggered or resumed.

	@default false
	*/
	readonly readOnly?: boolean;
	/** Where credentials and the repository are looked up. @default process.env */
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** What a `.env` file says: tokens, keys, the repository and declared secrets that `env` lacks. Nothing else is taken from it. @default nothing */
	readonly envFile?: Readonly<Record<string, string | undefined>> | undefined;
};

/** What it takes to open the cloud of a run. */
export type OpenCloudOptions = CloudOptions & {
	readonly workflow: Workflow;
	/** Absolute path of the document. */
	readonly workflowFile: string;
	readonly clock: Clock;
};
