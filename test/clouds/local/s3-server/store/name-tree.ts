import t from 'tap';
import {createNameTree} from '../../../../../source/clouds/local/s3-server/store/name-tree.js';

const createTree = (...keys: readonly string[]) => {
	const tree = createNameTree();
	for (const key of keys) {
		tree.add(tree.choosePath(key));
	}

	return tree;
};

const hashed = /^%~[\da-f]{64}$/;

t.test('keys are their paths, and the folders above them are told once', async t => {
	const tree = createTree();
	t.equal(tree.choosePath('a/b/c'), 'a/b/c');
	t.same(tree.add('a/b/c'), ['a', 'a/b']);
	t.same(tree.add('a/b/d'), []);
	t.same(tree.add('e'), []);
});

t.test('an object that has the name of a folder, or lies below the name of a file, lies under its hash', async t => {
	t.match(createTree('a/b').choosePath('a'), hashed);
	t.match(createTree('a').choosePath('a/b'), hashed);
	t.match(createTree('a').choosePath('a/b/c'), hashed);
	t.equal(createTree('a').choosePath('ab'), 'ab');
});

t.test('so does one whose name, or that of its folder, differs from another only in case or in how an accent is written', async t => {
	t.match(createTree('Case').choosePath('case'), hashed);
	t.match(createTree('Data/x').choosePath('data/y'), hashed);
	t.match(createTree('caf\u00E9').choosePath('cafe\u0301'), hashed);
	t.equal(createTree('Data/x').choosePath('Data/y'), 'Data/y');
});

t.test('folders that are empty are told, the innermost first, and their names are free again', async t => {
	const tree = createTree('a/b/c', 'a/d');
	t.same(tree.remove('a/b/c'), ['a/b']);
	t.equal(tree.choosePath('a/b'), 'a/b');
	t.same(tree.remove('a/d'), ['a']);
	t.equal(tree.choosePath('a'), 'a');
	tree.add('a');
	t.same(tree.remove('a'), []);
	t.equal(tree.choosePath('A/b'), 'A/b');
});
