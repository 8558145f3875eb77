import t from 'tap';
import {findFiles} from '../../../source/core/files/find-files.js';

const files = [['One', 'data/mean.csv'], ['One', 'mean.csv'], ['Two', 'data/mean.csv'], ['Two', 'data/plots/Mean.png'], ['Two', 'x/sum.csv'], ['Two', 'y/sum.csv']]
	.map(([store = '', key = '']) => ({store, key, sizeBytes: 1, etag: ''}));

const cases: ReadonlyArray<[name: string, found: readonly string[], near: readonly string[]]> = [
	['mean.csv', ['One/mean.csv'], []],
	['data/mean.csv', ['One/data/mean.csv', 'Two/data/mean.csv'], []],
	['Two/data/mean.csv', ['Two/data/mean.csv'], []],
	['Mean.png', ['Two/data/plots/Mean.png'], []],
	['sum.csv', ['Two/x/sum.csv', 'Two/y/sum.csv'], []],
	['um.csv', [], ['x/sum.csv', 'y/sum.csv']],
	['plots/maen.png', [], ['data/plots/Mean.png']],
	['mean', [], ['data/mean.csv', 'mean.csv', 'data/mean.csv', 'data/plots/Mean.png']],
	['quite.different', [], []],
	['', [], []],
];

for (const [name, found, near] of cases) {
	t.test(`find ${JSON.stringify(name)}`, async t => {
		const result = findFiles(name, files);
		t.strictSame(result.found.map(({store, key}) => `${store}/${key}`), found);
		t.strictSame(result.near, near);
	});
}
