import fc from 'fast-check';
import t from 'tap';
import {getLayout} from '../../source/screen/layout.js';

t.test('header, panes and footer take all rows together, and whoever has the focus is visible', async () => {
	fc.assert(fc.property(fc.integer({min: 5, max: 300}), fc.integer({min: 1, max: 10_000}), fc.constantFrom('upper', 'log'), fc.tuple(fc.boolean(), fc.boolean(), fc.integer({min: 1, max: 3})), (rows, wantedRows, focus, [hasWarning, isZoomed, wantedFooter]) => {
		const footerRows = Math.min(wantedFooter, Math.max(1, Math.floor(rows / 4)));
		const {headerRows, upperRows, logRows} = getLayout({columns: 80, rows, wantedRows, focus, hasWarning, isZoomed, footerRows});
		const titles = (upperRows > 0 ? 1 : 0) + (logRows > 0 ? 1 : 0);
		return headerRows + titles + upperRows + logRows + footerRows === rows && (focus === 'upper' ? upperRows : logRows) > 0;
	}));
});

t.test('a short table leaves the rest to the log, a long one takes half', async t => {
	const shared = {columns: 160, rows: 49, focus: 'upper', hasWarning: false, isZoomed: false} as const;
	t.match(getLayout({...shared, wantedRows: 4}), {headerRows: 2, upperRows: 4, logRows: 40});
	t.match(getLayout({...shared, wantedRows: 10_000}), {headerRows: 2, upperRows: 22, logRows: 22});
});

t.test('a terminal below 24x5 is too small', async t => {
	const shared = {wantedRows: 1, focus: 'upper', hasWarning: false, isZoomed: false} as const;
	t.equal(getLayout({...shared, columns: 24, rows: 5}).isTooSmall, false);
	t.equal(getLayout({...shared, columns: 23, rows: 5}).isTooSmall, true);
	t.equal(getLayout({...shared, columns: 24, rows: 4}).isTooSmall, true);
});
