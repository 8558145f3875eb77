import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {PutObjectCommand, DeleteObjectCommand, type S3Client} from '@aws-sdk/client-s3';
import {type Invocation} from '../../../source/core/run/invocation.js';
import {type serveRuns} from './serve-runs.js';

type Line = {readonly ms: number} & (
	| {readonly op: 'put'; readonly key: string; readonly body: string}
	| {readonly op: 'delete'; readonly key: string}
	| {readonly op: 'run'; readonly id: number; readonly workflow: string; readonly status: string; readonly conclusion?: string}
);

/** A recorded run, and when its last evidence came: the last object on S3, or the red end of a run that wrote nothing. */
export type Recording = {
	readonly name: string;
	readonly lines: readonly Line[];
	readonly invocation: Invocation;
};

/** Reads a recorded run; `redLaterMs` puts off the end of the run that died, so that it is the last evidence. */
export const readRecording = (name: string, workflowName: string, redLaterMs = 0): Recording => {
	const lines = fs.readFileSync(new URL(`../../fixtures/traces/${name}.ndjson`, import.meta.url), 'utf8').trimEnd().split('\n')
		.map(line => JSON.parse(line) as Line)
		.map(line => isRed(line) ? {...line, ms: line.ms + redLaterMs} : line)
		.toSorted((a, b) => a.ms - b.ms);
	const first = lines.find(line => line.op === 'put');
	const [timestamp = '', id = ''] = first?.op === 'put' ? first.key.split('/').slice(2) : [];
	return {name: redLaterMs === 0 ? name : `${name}, told ${redLaterMs / 1000} s later`, lines, invocation: {workflowName, timestamp, id}};
};

const isRed = (line: Line): boolean => line.op === 'run' && line.status === 'completed' && line.conclusion !== 'success';

type PlayOptions = {
	readonly client: S3Client;
	readonly bucket: string;
	readonly runs: Pick<Awaited<ReturnType<typeof serveRuns>>, 'set'>;
	readonly startAt: number;
};

/** Plays a recorded run onto an S3 server and a list of runs at the recorded moments, and gives the moment at which its last evidence was there. */
export const playRecording = async ({lines, invocation}: Recording, {client, bucket, runs, startAt}: PlayOptions): Promise<number> => {
	const lastEvidence = lines.findLast(line => line.op === 'put' || isRed(line));
	let evidenceAt = Number.NaN;
	for (const line of lines) {
		await sleep(Math.max(0, startAt + line.ms - Date.now()));
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
				const action = /\/[^-]+-(?<action>.*)\.yml$/.exec(line.workflow)?.groups?.['action'] ?? '';
				runs.set({id: line.id, path: line.workflow, display_title: `${invocation.id} ${action}`, status: line.status, ...(line.conclusion !== undefined && {conclusion: line.conclusion})});
				break;
			}
		}

		evidenceAt = line === lastEvidence ? Date.now() : evidenceAt;
	}

	return evidenceAt;
};
