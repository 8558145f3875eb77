import {existsSync} from 'node:fs';
import process from 'node:process';
import {type Browser, type BrowserContextOptions, chromium, type Page} from 'playwright-core';

const executable = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(file => file !== undefined && existsSync(file));

/** For the options of a test: the reason why it cannot be made here, if there is one. */
export const skipWithoutChromium = executable === undefined && 'no Chromium on this machine (Debian: apt-get install chromium; elsewhere name it in CHROMIUM)';

/** A page in a real browser, and what went on in it. */
export type OpenedPage = {
	readonly page: Page;
	/** What the page wrote to its console, its errors, and what its policy refused. */
	readonly messages: string[];
	/** Addresses that were asked for, the page's own not included. */
	readonly requests: string[];
};

/** Evaluates a function of all elements that a CSS selector finds. It is text: the types of these tests know Node.js only. */
export const evaluateAll = async <Result>(page: Page, selector: string, code: string): Promise<Result> =>
	page.evaluate<Result>(`(${code})([...document.querySelectorAll(${JSON.stringify(selector)})])`);

type Test = {readonly teardown: (close: () => Promise<void>) => void};

let browser: Promise<Browser> | undefined;

/** Starts a browser for all tests of a file; it ends with the test it is given. */
export const useBrowser = (t: Test) => {
	t.teardown(async () => {
		await (await browser)?.close();
	});
	return async (file: string, options: BrowserContextOptions = {}): Promise<OpenedPage> => {
		// The superuser of a container has no sandbox.
		browser ??= chromium.launch({executablePath: executable!, args: process.getuid?.() === 0 ? ['--no-sandbox'] : []});
		const context = await (await browser).newContext(options);
		const page = await context.newPage();
		page.setDefaultTimeout(20_000);
		const messages: string[] = [];
		const requests: string[] = [];
		page.on('console', message => messages.push(`${message.type()}: ${message.text()}`));
		page.on('pageerror', error => messages.push(`error: ${error.message}`));
		page.on('request', request => requests.push(request.url()));
		await page.goto(`file://${file}`);
		// The first is the page itself.
		requests.shift();
		return {page, messages, requests};
	};
};
