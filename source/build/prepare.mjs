/*
What npm calls after `npm ci`, and before it packs a checkout that somebody installs by its git address: a full build.

`npm install --global ADDRESS` makes npm put the build tools of the checkout beside the global packages instead of into it;
they are installed here then.
*/
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const cwd = fileURLToPath(new URL('../../', import.meta.url));
const {npm_config_global: _global, npm_config_prefix: _prefix, npm_config_location: _location, ...env} = process.env;

const runNpm = parameters => {
	const {status, error} = spawnSync('npm', parameters, {cwd, env, stdio: 'inherit', shell: process.platform === 'win32'});
	if (status !== 0) {
		throw error ?? new Error(`npm ${parameters.join(' ')} failed`);
	}
};

if (!fs.existsSync(new URL('../../node_modules/typescript', import.meta.url))) {
	runNpm(['ci', '--ignore-scripts']);
}

runNpm(['run', '--silent', 'build']);
