import {readFileSync} from 'node:fs';
import {type BrowserContextOptions, type Page} from 'playwright-core';
import t, {type Test} from 'tap';
import {evaluateAll, skipWithoutChromium, useBrowser} from '../../support/chromium/open-browser.js';
import {writeLargePage, writeSamplePage} from '../../support/chromium/write-page.js';
import {startServer} from '../../support/start-server.js';

// A real browser on a machine that may be busy.
t.setTimeout(120_000);
const openFile = useBrowser(t);
const options = {skip: skipWithoutChromium};

const open = async (t: Test, more?: BrowserContextOptions) => openFile(await writeSamplePage(t.testdir()), more);

const getTexts = async (page: Page, selector: string): Promise<readonly string[]> => evaluateAll(page, selector, 'all => all.filter(one => one.checkVisibility()).map(one => one.textContent)');

t.test('it says nothing to the console and asks for nothing, whatever is done with it', options, async t => {
	const {page, messages, requests} = await open(t);
	for (const box of await page.locator('input').all()) {
		await box.fill('needle');
		await box.press('Enter');
	}

	for (const button of await page.locator('thead button').all()) {
		await button.click();
	}

	for (const fold of await page.locator('summary:visible').all()) {
		await fold.click();
	}

	t.strictSame(messages, []);
	t.strictSame(requests.filter(url => !url.startsWith('data:')), []);
	t.equal(await evaluateAll(page, 'img', '([image]) => image.naturalWidth'), 1, 'the picture is in the page');
});

t.test('its policy lets nothing else run, load or leave', options, async t => {
	const asked: string[] = [];
	const {url} = await startServer(t, (request, response) => {
		asked.push(request.url ?? '');
		response.end();
	});
	const {page, messages} = await open(t);
	const result: unknown = await page.evaluate(`(async address => {
		const inject = html => document.body.append(document.createRange().createContextualFragment(html));
		inject('<script>globalThis.wasRun = true</script>');
		inject('<img src="' + address + '/picture.png">');
		inject('<link rel="stylesheet" href="' + address + '/style.css">');
		inject('<p id="styled" style="color: rgb(1, 2, 3)">text</p>');
		inject('<form action="' + address + '/form"><button></button></form>');
		document.querySelector('form button').click();
		const [fetched] = await Promise.allSettled([fetch(address + '/fetch')]);
		return {wasRun: 'wasRun' in globalThis, fetched: fetched.status, color: getComputedStyle(document.querySelector('#styled')).color};
	})('${url}')`);
	t.match(result, {wasRun: false, fetched: 'rejected', color: /^rgb\((?!1, 2, 3)/});
	t.strictSame(asked, []);
	t.ok(messages.filter(message => message.includes('Content Security Policy')).length >= 5, messages.join('\n'));
});

t.test('landmarks, headings and names are there for who cannot see it', options, async t => {
	const {page} = await open(t);
	for (const role of ['banner', 'main', 'contentinfo'] as const) {
		t.equal(await page.getByRole(role).count(), 1, role);
	}

	t.strictSame(await getTexts(page, 'nav a'), ['What went wrong', 'Checks', 'Workflow', 'Timeline', 'Nodes', 'Files', 'Logs', 'What ran']);
	t.equal(await page.getByRole('navigation', {name: 'Contents'}).count(), 1);
	t.equal(await page.getByRole('heading', {level: 1, name: 'Sample FAILED'}).count(), 1);
	for (const name of await getTexts(page, 'h2')) {
		t.equal(await page.getByRole('region', {name, exact: true}).count(), 1, `the region ${name}`);
	}

	const tree = await page.locator('body').ariaSnapshot();
	t.notMatch(tree, /- (?:link|button|searchbox|textbox|img|region|table)(?: \[[^\]]*])*:?$/m, 'everything has a name');
	t.match(tree, '- searchbox "Filter"');
	t.match(tree, '- searchbox "Search"');
	t.match(tree, '- img "The picture plot.png"');
	t.match(tree, /- img "6 actions and the calls between them/);
	t.match(tree, '- rowheader "sum"');
	t.match(tree, '- link "Run of sum on the platform"');
	t.match(tree, '- cell "failed"', 'a status is a word, its sign is for the eyes');
});

/** Presses Tab until the focus leaves the page, and gives what had it. */
const walk = async (page: Page): Promise<readonly string[]> => {
	const seen: string[] = [];
	for (let step = 0; step < 200; step++) {
		await page.keyboard.press('Tab');
		const at = await page.evaluate<string>(`(element => element === document.body
			? ''
			: element.tagName.toLowerCase() + ' ' + (element.getAttribute('aria-label') || element.id || element.textContent.slice(0, 30)))(document.activeElement)`);
		if (at === '') {
			break;
		}

		seen.push(at);
	}

	return seen;
};

t.test('keys alone reach everything, in the order of the page, and the focus is seen', options, async t => {
	const {page} = await open(t);
	const seen = await walk(page);
	const wanted = ['a What went wrong', 'a What ran', 'summary The last 40 lines of its log', 'a Whole log of sum', 'a Its run on the platform', 'div The workflow\'s graph', 'input filter', 'button Node', 'button Took', 'a start', 'a Run of sum on the platform', 'summary mean.csv', 'input search', 'summary start', 'summary The workflow document'];
	const places = wanted.map(name => seen.findIndex(one => one.startsWith(name)));
	t.notOk(places.includes(-1), wanted.filter((_, index) => places[index] === -1).join(', '));
	t.strictSame(places, places.toSorted((a, b) => a - b), seen.join('\n'));
	for (const selector of ['nav a', 'thead button', 'summary', '#filter', '.scroll']) {
		await page.locator(selector).first().focus();
		t.equal(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'), 'solid', selector);
	}
});

t.test('Enter and Space fold and unfold, and sort', options, async t => {
	const {page} = await open(t);
	const log = page.locator('#logs details').first();
	await log.locator('summary').focus();
	const isOpen = async (): Promise<boolean> => evaluateAll(page, '#logs details', '([first]) => first.open');
	await page.keyboard.press('Enter');
	t.ok(await isOpen());
	t.match(await log.locator('pre').textContent(), 'a <b>line</b> with ***');
	await page.keyboard.press('Space');
	t.notOk(await isOpen());

	const getNodes = async () => getTexts(page, '#nodes tbody th');
	const names = await getNodes();
	t.strictSame(names, ['start', 'short', 'work(1)', 'work(2)', 'work(3)', 'never', 'sum', 'last']);
	await page.getByRole('button', {name: 'Took'}).focus();
	await page.keyboard.press('Enter');
	t.strictSame(await getNodes(), ['never', 'last', 'short', 'start', 'sum', 'work(1)', 'work(2)', 'work(3)'], 'by time, not by text');
	t.equal(await page.locator('#nodes thead th', {hasText: 'Took'}).getAttribute('aria-sort'), 'ascending');
	await page.keyboard.press('Space');
	t.equal((await getNodes())[0], 'work(3)');
	await page.getByRole('button', {name: 'Node', exact: true}).click();
	t.strictSame(await getNodes(), ['last', 'never', 'short', 'start', 'sum', 'work(1)', 'work(2)', 'work(3)']);
	t.equal(await page.locator('[aria-sort]').count(), 1);
});

t.test('the filter leaves the nodes that have all words', options, async t => {
	const {page} = await open(t);
	await page.locator('#filter').fill('WORK comp');
	t.strictSame(await getTexts(page, '#nodes tbody th'), ['work(1)', 'work(2)', 'work(3)']);
	t.equal(await page.getByRole('status').first().textContent(), '3 of 8 nodes');
	await page.locator('#filter').fill('');
	t.equal((await getTexts(page, '#nodes tbody tr')).length, 8);
	t.equal(await page.getByRole('status').first().textContent(), '');
});

t.test('the search opens the logs that have the text, marks it, and Enter goes from one to the next', options, async t => {
	const {page} = await open(t);
	const search = page.locator('#search');
	const getCount = async () => page.locator('#search-count').textContent();
	await search.fill('needle');
	t.strictSame((await getTexts(page, '#logs summary')).map(text => text.split(' ')[0]), ['work(2)', 'sum']);
	t.equal(await page.locator('#logs details[open]').count(), 2);
	t.equal(await getCount(), '3 matches in 2 logs');
	t.equal(await page.evaluate('CSS.highlights.get("found").size'), 3);
	const places: string[] = [];
	for (const key of ['Enter', 'Enter', 'Enter', 'Enter', 'Shift+Enter']) {
		await search.press(key);
		const mark = await page.evaluate<string>(`(([range]) => {
			const {top, bottom} = range.getBoundingClientRect();
			return range.toString() + (top >= 0 && bottom <= innerHeight ? ' in view' : ' out of view');
		})([...CSS.highlights.get('current')])`);
		places.push(`${await getCount() ?? ''} ${mark}`);
	}

	t.strictSame(places, ['1 of 3 matches needle in view', '2 of 3 matches needle in view', '3 of 3 matches Needle in view', '1 of 3 matches needle in view', '3 of 3 matches Needle in view']);
	await search.fill('nowhere to be found');
	t.equal(await getCount(), '0 matches in 0 logs');
	t.equal(await page.locator('#logs details:visible').count(), 0);
	await search.fill('');
	t.equal(await page.locator('#logs details:visible').count(), 3);
	t.equal(await page.locator('#logs details[open]').count(), 0, 'what the search opened is folded again');
});

t.test('a node leads to its log, which opens', options, async t => {
	const {page} = await open(t);
	await page.locator('#nodes').getByRole('link', {name: 'sum', exact: true}).click();
	t.equal(await page.locator('#logs details[open]').count(), 1);
	t.match(await getTexts(page, '#logs details[open] summary'), [/^sum /]);
	t.ok(await evaluateAll(page, '#logs details[open] summary', `([one]) => {
		const {top, bottom} = one.getBoundingClientRect();
		return top >= document.querySelector('nav').getBoundingClientRect().bottom - 1 && bottom <= innerHeight;
	}`), 'in view, below the contents');
});

t.test('without JavaScript everything can be read, and nothing is there that does nothing', options, async t => {
	const {page, messages} = await open(t, {javaScriptEnabled: false});
	t.equal(await page.locator('input:visible, button:visible, output:visible').count(), 0);
	t.match((await page.locator('#failures').allInnerTexts())[0], /sum ✗ failed\s+ValueError: no tide at functions\/sum\.py:7\s+Look at the moon\./);
	t.equal(await page.locator('#nodes tbody tr').count(), 8);
	const log = page.locator('#logs details').last();
	t.notOk(await log.locator('pre').isVisible());
	await log.locator('summary').click();
	t.match((await log.locator('pre').allInnerTexts())[0], 'line 79 of the sum\nthe needle');
	t.ok(await page.locator('#files img').isVisible());
	t.strictSame(messages.filter(message => !message.includes('JavaScript')), []);
});

t.test('303 nodes and 50,000 lines are below 5 MB and can be worked with', options, async t => {
	const file = await writeLargePage(t.testdir());
	const page = readFileSync(file);
	t.ok(page.length < 5_000_000, `${page.length} bytes`);
	t.equal(page.toString().match(/of the table was read/g)?.length, 302 * 165);
	const opened = await openFile(file);
	await opened.page.locator('#filter').fill('node-301');
	t.strictSame(await getTexts(opened.page, '#nodes tbody th'), ['node-301']);
	await opened.page.locator('#search').fill('row 160 of');
	t.equal(await opened.page.locator('#search-count').textContent(), '302 matches in 302 logs');
	t.strictSame(opened.messages, []);
});
