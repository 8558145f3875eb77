/*
Prints as JSON what a look at the bucket costs on the wire, counted by a proxy between the real S3 client and the S3 server of
the local cloud: for a run of 303 actions tick by tick, and for one log that is flushed more and more often.
*/
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {startS3Server} from '../../../source/clouds/local/s3-server/start-s3-server.js';
import {createBucketWatch} from '../../../source/run/monitor/bucket-watch.js';
import {createS3Bucket} from '../../../source/clouds/s3/create-s3-bucket.js';
import {silenceSdk} from '../../../source/clouds/s3/silence-sdk.js';
import {createTinyDocument} from '../../support/core/tiny-workflow.js';
import {buildDag} from '../reduce/large-documents.js';
import {startCountingProxy, type Traffic} from './counting-proxy.js';

export type Tick = Pick<Traffic, 'listings' | 'rangedReads' | 'wholeReads' | 'others'> & {readonly keyCount: number; readonly grownCount: number; readonly newCount: number};
export type Flushed = {readonly flushCount: number; readonly writtenBytes: number; readonly readBytes: number; readonly listedBytes: number; readonly uploadedBytes: number};
export type RequestCounts = {readonly ticks: readonly Tick[]; readonly flushed: readonly Flushed[]};

silenceSdk();
const credentials = {accessKeyId: 'key', secretAccessKey: 'secret-0123456789'};
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'faasr-bench-'));
const server = await startS3Server({...credentials, dataDir, clock: systemClock, buckets: ['logs']});
const proxy = await startCountingProxy(server.endpoint);
const client = new S3Client({endpoint: server.endpoint, region: 'us-east-1', forcePathStyle: true, credentials});
const bucket = createS3Bucket({name: 'S3', store: {Bucket: 'logs', Endpoint: proxy.endpoint, Region: 'us-east-1'}, credentials});

const open = (text: string, id: string) => {
	const {workflow} = parseWorkflow(text);
	if (workflow === undefined) {
		throw new Error('The document is not valid');
	}

	const invocation = {workflowName: workflow.name, timestamp: '2026-11-23T00-00-00', id};
	const prefix = `FaaSrLog/${workflow.name}/${invocation.timestamp}/${id}/`;
	return {
		workflow,
		watch: createBucketWatch({workflow, invocation, logBucket: bucket, doneBucket: bucket, clock: systemClock}),
		put: async (key: string, body: string) => client.send(new PutObjectCommand({Bucket: 'logs', Key: prefix + key, Body: body})),
	};
};

const line = (index: number): string => `[${index}.5] [INFO] [py_client_stubs.py] line ${String(index).padStart(6, '0')} of a log as functions write them\n`;
const writeLines = (from: number, to: number): string => Array.from({length: to - from}, (_, index) => line(from + index)).join('');

/** Every action in turn begins, grows and ends, ten at a time; joins leave their candidates, and everything stays. */
const countTicks = async (): Promise<readonly Tick[]> => {
	const {workflow, watch, put} = open(buildDag(303, 930), 'ticks');
	const ticks: Tick[] = [];
	const keys = new Set<string>();
	const groups = Array.from({length: Math.ceil(workflow.nodes.length / 10)}, (_, index) => workflow.nodes.slice(index * 10, (index + 1) * 10).map(({id}) => id));
	const write = async (key: string, body: string) => {
		keys.add(key);
		await put(key, body);
	};

	const look = async (grownCount: number, newCount: number) => {
		proxy.take();
		await watch.look();
		const {listings, rangedReads, wholeReads, others} = proxy.take();
		ticks.push({listings, rangedReads, wholeReads, others, keyCount: keys.size, grownCount, newCount});
	};

	let before: readonly string[] = [];
	for (const group of groups) {
		await Promise.all(group.map(async id => write(`${id}.txt`, writeLines(0, 20))));
		await Promise.all(before.map(async id => write(`${id}.txt`, writeLines(0, 60))));
		await Promise.all(before.flatMap(id => [`function_completions/${id}.done`, `${id}.candidate`].map(async key => write(key, 'True'))));
		// Read again although both have been: a log that did not grow costs nothing.
		await look(before.length, group.length);
		await look(0, 0);
		before = group;
	}

	return ticks;
};

/** A log of always the same size, written in so many flushes, each of the whole object as FaaSr does, with a look after each. */
const countFlushes = async (flushCount: number): Promise<Flushed> => {
	const lineCount = 2000;
	const {watch, put} = open(JSON.stringify(createTinyDocument({a: []})), `flushes-${flushCount}`);
	proxy.take();
	let uploadedBytes = 0;
	let text = '';
	for (let flush = 1; flush <= flushCount; flush++) {
		text = writeLines(0, Math.round(lineCount * flush / flushCount));
		uploadedBytes += text.length;
		await put('a.txt', text);
		await watch.look();
	}

	const {readBytes, listedBytes} = proxy.take();
	return {flushCount, writtenBytes: text.length, readBytes, listedBytes, uploadedBytes};
};

const ticks = await countTicks();
const flushed = [await countFlushes(1), await countFlushes(10), await countFlushes(100)];
client.destroy();
bucket.close();
proxy.close();
await server.close();
fs.rmSync(dataDir, {recursive: true});
process.stdout.write(JSON.stringify({ticks, flushed} satisfies RequestCounts));
