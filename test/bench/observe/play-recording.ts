import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {PutObjectCommand, DeleteObjectCommand, type S3Client} from '@aws-sdk/client-s3';
import {type Invocation} from '../../../source/core/log/invocation.js';
import {type Clock} from '../../../source/ports/clock.js';
import {type serveRuns} from './serve-runs.js';

type Line = {readonly ms: number} & (
	| {readonly op: 'put'; readonly key: string; readonly body: string}
	| {readonly op: 'delete'; readonly key: string}
	| {readonly op: 'run'; readonly id: number; readonly workflow: string; readonly status: string; readonly conclusion?: string; readonly title?: string}
	| {readonly op: 'note'; readonly text: string}
);

/** A recorded run, and when its last evidence came: the last object on S3, or the red end of a run that wrote nothing. */
export type Recording = {
	readonly name: string;
	readonly lines: readonly Line[];
	readonly invocation: Invocation;
};

/** Reads a recorded run; `redLaterMs` puts off the end of the run that died, so that it is the last evidence. */
export const readRecording = (name: string, workflowName: string, redLaterMs = 0): Recording => {
	const lines = fs.readFileSync(new URL(`../../support/traces/${name}.ndjson`, import.meta.url), 'utf8').trimEnd().split('\n')
		.map(line => JSON.parse(line) as Line)
		.map(line => isRed(line) ? {...line, ms: line.ms + redLaterMs} : line)
		.toSorted((a, b) => a.ms - b.ms);
	const first = lines.find(line => line.op === 'put');
	const [timestamp = '', id = ''] = first?.op === 'put' ? first.key.split('/').slice(2) : [];
	return {name: redLaterMs === 0 ? name : `${name}, told ${redLaterMs / 1000} s later`, lines, invocation: {workflowName, timestamp, id}};
};

const isRed = (line: Line): boolean => line.op === 'run' && line.status === 'completed' && line.conclusion !== 'success';

type PlayOptions = {
	readonly client: Pick<S3Client, 'send'>;
	readonly bucket: string;
	readonly runs: Pick<Awaited<ReturnType<typeof serveRuns>>, 'set'>;
	/** By the clock (ms). */
	readonly startAt: number;
	readonly clock: Clock;
	/** The files are registered as FaaSr does it: their runs are called like the file, whatever the recording calls them. @default false */
	readonly isPlain?: boolean;
};

/** How GitHub shows a run: of a recording without titles as our registration would have called it. */
const getTitle = ({workflow, title}: Line & {readonly op: 'run'}, {id}: Invocation, isPlain: boolean): string => {
	const action = /\/[^-]+-(?<action>.*)\.yml$/.exec(workflow)?.groups?.['action'] ?? '';
	return isPlain ? action : title ?? `${id} ${action}`;
};

/** Plays a recorded run onto an S3 server and a list of runs at the recorded moments, and gives the moment at which its last evidence was there. */
export const playRecording = async ({lines, invocation}: Recording, {client, bucket, runs, startAt, clock, isPlain = false}: PlayOptions): Promise<number> => {
	const lastEvidence = lines.findLast(line => line.op === 'put' || isRed(line));
	let evidenceAt = Number.NaN;
	for (const line of lines) {
		const waitMs = startAt + line.ms - clock.now();
		if (waitMs > 0) {
			await clock.sleep(waitMs);
		}

		switch (line.op) {
			case 'put': {
				await client.send(new PutObjectCommand({Bucket: bucket, Key: line.key, Body: Buffer.from(line.body)}));
				break;
			}

			case 'delete': {
				await client.send(new DeleteObjectCommand({Bucket: bucket, Key: line.key}));
				break;
			}

			case 'run': {
				runs.set({id: line.id, path: line.workflow, display_title: getTitle(line, invocation, isPlain), status: line.status, ...(line.conclusion !== undefined && {conclusion: line.conclusion})});
				break;
			}

			case 'note': {
				break;
			}
		}

		evidenceAt = line === lastEvidence ? clock.now() : evidenceAt;
	}

	return evidenceAt;
};
