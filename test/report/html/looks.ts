import t, {type Test} from 'tap';
import {type BrowserContextOptions, type Page} from 'playwright-core';
import {evaluateAll, skipWithoutChromium, useBrowser} from '../../support/chromium/open-browser.js';
import {writeSamplePage} from '../../support/chromium/write-page.js';

// A real browser on a machine that may be busy.
t.setTimeout(120_000);
const openFile = useBrowser(t);
const options = {skip: skipWithoutChromium};

const open = async (t: Test, more?: BrowserContextOptions): Promise<Page> => {
	const {page} = await openFile(await writeSamplePage(t.testdir()), more);
	// What is folded has colours, too.
	await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true');
	return page;
};

/** Every text whose contrast to what is behind it is below WCAG's 4.5, in a page whose colours are all opaque. */
const findFaintTexts = async (page: Page): Promise<readonly string[]> => evaluateAll(page, 'body *', `all => {
	const parse = color => (color.match(/[\\d.]+/g) ?? []).map(Number);
	const toLuminance = color => {
		const [red, green, blue] = parse(color).map(part => part / 255).map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	};
	const getBehind = element => {
		for (let one = element; one; one = one.parentElement) {
			const {backgroundColor} = getComputedStyle(one);
			if (parse(backgroundColor)[3] !== 0) {
				return backgroundColor;
			}
		}
		return 'rgb(255, 255, 255)';
	};
	const isText = ({nodeType, data}) => nodeType === Node.TEXT_NODE && data.trim() !== '';
	return all.filter(one => !['SCRIPT', 'STYLE', 'title'].includes(one.tagName) && [...one.childNodes].some(isText) && one.checkVisibility()).flatMap(one => {
		const style = getComputedStyle(one);
		const color = one instanceof SVGElement ? style.fill : style.color;
		const [light, dark] = [toLuminance(color), toLuminance(getBehind(one))].sort((a, b) => b - a);
		const contrast = (light + 0.05) / (dark + 0.05);
		return contrast >= 4.5 ? [] : [one.tagName + ' ' + one.className + ' ' + one.textContent.slice(0, 20) + ': ' + contrast.toFixed(2)];
	});
}`);

const getPaper = async (page: Page): Promise<string> => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');

for (const colorScheme of ['light', 'dark'] as const) {
	t.test(`every text can be read, ${colorScheme}`, options, async t => {
		const page = await open(t, {colorScheme});
		t.equal(await getPaper(page), colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(13, 17, 23)');
		t.strictSame(await findFaintTexts(page), []);
	});
}

t.test('a narrow window scrolls graph and tables, and nothing else goes beyond it', options, async t => {
	const page = await open(t, {viewport: {width: 320, height: 640}});
	t.equal(await page.evaluate('document.documentElement.scrollWidth'), 320);
	const outside = await evaluateAll<readonly string[]>(page, 'main :not(svg *)', `all => all
		.filter(one => one.closest('.scroll, .gantt, .wide table') === null && one.getBoundingClientRect().right > innerWidth + 1)
		.map(one => one.tagName + ' ' + one.textContent.slice(0, 30))`);
	t.strictSame(outside, []);
});

t.test('the bars of the timeline are as wide as there is room', options, async t => {
	const widths: number[] = [];
	for (const width of [400, 1200]) {
		const page = await open(t, {viewport: {width, height: 800}});
		widths.push(await evaluateAll<number>(page, '.gantt .running', 'all => all.map(one => one.getBoundingClientRect()).reduce((sum, {width}) => sum + width, 0)'));
		t.ok(await evaluateAll(page, '.gantt rect', 'all => all.every(one => one.getBoundingClientRect().right <= innerWidth)'));
	}

	t.ok(widths[1]! > 3 * widths[0]!, widths.join(' and '));
});

t.test('paper is light, has what was unfolded, and nothing to click', options, async t => {
	const {page} = await openFile(await writeSamplePage(t.testdir()), {colorScheme: 'dark'});
	await page.locator('#logs summary').first().click();
	await page.emulateMedia({media: 'print', colorScheme: 'dark'});
	t.equal(await getPaper(page), 'rgb(255, 255, 255)');
	t.strictSame(await findFaintTexts(page), []);
	t.equal(await page.locator('nav:visible, input:visible').count(), 0);
	t.equal(await page.locator('#logs details:visible').count(), 1);
	t.match((await page.locator('#logs').allInnerTexts())[0], 'a <b>line</b> with ***');
	t.ok(await page.locator('#failures').isVisible());
	await page.locator('#logs summary:visible').click();
	t.notOk(await page.locator('#logs').isVisible(), 'without a log no heading for them');
	const pdf = await page.pdf({format: 'A4'});
	t.match(pdf.toString('latin1'), /^%PDF-/);
});
