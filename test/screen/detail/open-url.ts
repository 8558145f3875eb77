import {spawn} from 'node:child_process';
import t from 'tap';
import {chooseOpener, createOpenUrl} from '../../../source/screen/detail/open-url.js';
import {cleanUrl, renderLink} from '../../../source/screen/frame/text/hyperlink.js';

const url = 'https://github.com/o/r/actions/runs/1';

t.test('the browser is started where the user sits, or not at all', async t => {
	const cases: ReadonlyArray<readonly [NodeJS.Platform, Record<string, string>, readonly string[] | undefined]> = [
		['linux', {DISPLAY: ':0'}, ['xdg-open', url]],
		['linux', {WAYLAND_DISPLAY: 'wayland-0'}, ['xdg-open', url]],
		['linux', {}, undefined],
		['linux', {DISPLAY: ':10', SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22'}, undefined],
		['linux', {SSH_TTY: '/dev/pts/0', BROWSER: '/vscode/bin/helpers/browser.sh'}, ['/vscode/bin/helpers/browser.sh', url]],
		['linux', {BROWSER: 'firefox:lynx'}, ['firefox', url]],
		['darwin', {}, ['open', url]],
		['win32', {}, ['rundll32', 'url.dll,FileProtocolHandler', url]],
	];
	for (const [platform, env, expected] of cases) {
		const opener = chooseOpener(url, platform, env);
		t.same(opener && [opener.command, ...opener.args], expected, `${platform} ${JSON.stringify(env)}`);
	}
});

t.test('only http and https are opened, and a program that is not there is no browser', async t => {
	const open = createOpenUrl({platform: 'linux', env: {BROWSER: '/bin/true'}, spawn});
	t.equal(await open(url), true);
	for (const unsafe of ['file:///etc/passwd', 'data:text/html,x', '-a Calculator', '', 'vscode://x']) {
		t.equal(await open(unsafe), false, unsafe);
	}

	t.equal(await createOpenUrl({platform: 'linux', env: {BROWSER: '/nowhere/browser'}, spawn})(url), false);
	t.equal(await createOpenUrl({platform: 'linux', env: {}, spawn})(url), false);
});

t.test('addresses carry no escape sequence out of their link', async t => {
	t.equal(cleanUrl('https://x.org/a b\u001B]52;c;AA\u0007'), 'https://x.org/a%20b%1B]52;c;AA');
	t.equal(renderLink('run 1', url, {hasColor: true}), `\u001B]8;;${url}\u0007run 1\u001B]8;;\u0007`);
	t.equal(renderLink('run 1', url, {hasColor: false}), 'run 1', 'without escape sequences it is its text');
	t.equal(renderLink('run 1', 'data:text/html,x', {hasColor: true}), 'run 1');
});

t.test('an address that looks like another host is none', async t => {
	for (const address of ['https://github.com@evil.example/', 'https://github.com:word@evil.example/', 'https://:word@evil.example/']) {
		t.equal(cleanUrl(address), undefined, address);
	}
});
