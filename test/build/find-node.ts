import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {findNode} from '../support/nodes/find-node.js';

// npm is started on a machine that may be busy.
t.setTimeout(120_000);

const [major = ''] = process.versions.node.split('.');
const packageName = `node-${process.platform}-${process.arch}`;

/** A cache of the test's own, and a registry that does not answer. */
const prepare = (folder: string): void => {
	Object.assign(process.env, {XDG_CACHE_HOME: folder, npm_config_registry: 'http://127.0.0.1:9/'});
};

t.test('a Node.js is found by its path, and by a version that was installed before, without the registry', async t => {
	const folder = t.testdir({'faasr-tui': {nodes: {[major]: {node_modules: {[packageName]: {bin: {node: t.fixture('symlink', process.execPath)}}}}}}});
	prepare(folder);
	t.equal(findNode(path.relative('.', process.execPath)), process.execPath);
	t.equal(findNode(major), path.join(folder, `faasr-tui/nodes/${major}/node_modules/${packageName}/bin/node`));
});

t.test('what is no Node.js is refused', async t => {
	prepare(t.testdir({other: ''}));
	for (const wanted of ['nonsense', './package.json', 'v24', '/bin/true']) {
		t.throws(() => findNode(wanted), {message: `${wanted} is neither a version, such as 24, nor the path of a Node.js.`, isUnreachable: false});
	}
});

t.test('where the registry does not answer it says so, and what another program left in the cache is no Node.js', async t => {
	const folder = t.testdir({'faasr-tui': {nodes: {99: {node_modules: {[packageName]: {bin: {node: t.fixture('symlink', process.execPath)}}}}}}});
	prepare(folder);
	t.throws(() => findNode('99'), {message: /^Node\.js 99 cannot be installed: .*(?:ECONNREFUSED|127\.0\.0\.1)/, isUnreachable: true});
	t.ok(fs.existsSync(folder));
});
