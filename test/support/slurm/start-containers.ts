import fs from 'node:fs';
import path from 'node:path';
import type {Test} from 'tap';
import {createExecutor} from '../../../source/clouds/local/executor/create-executor.js';
import {type ExecutorOptions} from '../../../source/clouds/local/executor/executor-options.js';
import {readAll, startServer} from '../start-server.js';

export type ContainersOptions = ExecutorOptions & {
	/** What `PAYLOAD_URL` leads to. */
	readonly readDocument: () => unknown;
	/** An empty folder. */
	readonly folder: string;
};

/** `docker` on a node: what it would run in a container runs in the test, and what it prints is the container's. */
const renderDocker = (url: string): string => `#!/usr/bin/env python3
import json, os, sys, urllib.request

def ask(path, body):
    request = urllib.request.Request("${url}" + path, json.dumps(body).encode(), {"content-type": "application/json"})
    return json.load(urllib.request.urlopen(request))

arguments = sys.argv[1:]
name = arguments[arguments.index("--name") + 1] if "--name" in arguments else ""
if arguments[0] == "stop":
    ask("/stop", {"name": arguments[1]})
    sys.exit(0)

result = ask("/run", {"name": name, "image": arguments[-1], "environment": {key: os.environ[key] for key in ("PAYLOAD_URL", "OVERWRITTEN", "GH_PAT") if key in os.environ}})
print(result["output"])
sys.exit(result["exitCode"])
`;

type RunRequest = {readonly name: string; readonly image: string; readonly environment: Readonly<Record<string, string>>};

/** Starts what stands behind the nodes' docker: the local cloud's executor, which runs each action in this machine's Python. A client that is killed leaves its container running, as docker's does. */
export const startContainers = async (t: Test, {readDocument, folder, ...options}: ContainersOptions) => {
	const runs: Array<RunRequest & {exitCode?: number}> = [];
	const stops = new Map<string, AbortController>();
	const all = new AbortController();
	t.teardown(() => {
		all.abort();
	});

	const run = async (request: RunRequest, url: string) => {
		const stop = new AbortController();
		const entry: typeof runs[number] = {...request};
		runs.push(entry);
		stops.set(request.name, stop);
		let output = '';
		const workDir = path.join(folder, `container-${runs.length}`);
		fs.mkdirSync(workDir);
		const {exitCode} = await createExecutor(options)({
			runId: runs.length, workDir, apiUrl: url, env: {},
			overwritten: request.environment['OVERWRITTEN'] ?? '', payloadUrl: request.environment['PAYLOAD_URL'] ?? '',
			signal: AbortSignal.any([stop.signal, all.signal]),
			writeLog(text) {
				output += text;
			},
		});
		entry.exitCode = exitCode;
		return {exitCode, output};
	};

	const {url} = await startServer(t, async (request, response) => {
		const text = new TextDecoder().decode(await readAll(request));
		const send = (body: unknown): void => {
			response.writeHead(200, {'content-type': 'application/json'});
			response.end(JSON.stringify(body));
		};

		switch (request.url ?? '') {
			case '/run': {
				send(await run(JSON.parse(text) as RunRequest, url));
				break;
			}

			case '/stop': {
				stops.get((JSON.parse(text) as {readonly name: string}).name)?.abort();
				send({});
				break;
			}

			default: {
				send(readDocument());
			}
		}
	});
	return {
		/** What was run, in the order of its beginning. */
		runs,
		/** The stub for a folder of the nodes' PATH. */
		docker: renderDocker(url),
	};
};
