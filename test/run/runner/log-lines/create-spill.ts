import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {createSpill} from '../../../../source/run/runner/log-lines/create-spill.js';

const createFullDisk = (roomBytes: number) => {
	let room = roomBytes;
	return {
		free(bytes: number) {
			room += bytes;
		},
		writeBytes(file: number, bytes: Uint8Array, position: number): number {
			if (room === 0) {
				throw Object.assign(new Error('no space left on device'), {code: 'ENOSPC'});
			}

			const count = fs.writeSync(file, bytes, 0, Math.min(bytes.length, room), position);
			room -= count;
			return count;
		},
	};
};

t.test('texts come back as they were, from any segment, and the folder shows nothing of them', async t => {
	const folder = t.testdir();
	const spill = createSpill({folder, segmentBytes: 10});
	const texts = ['first', '日本語 and more', '', 'x'.repeat(100_000), '\u0000"\n'];
	const places = texts.map(text => spill.write(text));
	t.same(places.map(place => spill.read(place)), texts);
	t.ok(new Set(places.map(({segment}) => segment)).size > 1);
	t.same(fs.readdirSync(folder), [], 'a killed process leaves nothing behind');
	spill.close();
	t.throws(() => spill.read(places[0]!), /given up/);
});

t.test('on a full disk the oldest segment makes room, or there is nothing to give up', async t => {
	const disk = createFullDisk(24);
	const spill = createSpill({folder: t.testdir(), segmentBytes: 10, writeBytes: disk.writeBytes});
	t.equal(spill.dropOldest(), undefined);
	const [first, second] = [spill.write('0123456789'), spill.write('abcdefghij')];
	t.throws(() => spill.write('zzzzzzzzzz'), {code: 'ENOSPC'});
	t.equal(spill.read(second), 'abcdefghij', 'what was written before is whole');
	disk.free(10);
	t.equal(spill.dropOldest(), 1);
	t.throws(() => spill.read(first), /given up/);
	t.equal(spill.read(spill.write('0123456789')), '0123456789', 'over what was begun and did not fit');
	spill.close();
	t.throws(() => spill.write('zzzzzzzzzz'), {code: 'ENOSPC'});
	t.equal(spill.dropOldest(), undefined, 'an empty file frees nothing');
	spill.close();
});

t.test('a folder that is not there, and a file cut from outside, are told', async t => {
	t.throws(() => createSpill({folder: path.join(t.testdir(), 'missing')}).write('x'), {code: 'ENOENT'});
	const spill = createSpill({folder: t.testdir()});
	const place = spill.write('0123456789');
	t.throws(() => spill.read({...place, sizeBytes: 11}), /shorter/);
	spill.close();
});

t.test('where a file that is open cannot be removed it is removed when it is closed', async t => {
	const folder = t.testdir();
	let isOpen = true;
	const spill = createSpill({folder, removeFolder(own) {
		if (isOpen) {
			throw Object.assign(new Error('resource busy or locked'), {code: 'EBUSY'});
		}

		fs.rmSync(own, {recursive: true});
	}});
	const place = spill.write('0123456789');
	t.equal(fs.readdirSync(folder).length, 1);
	t.equal(spill.read(place), '0123456789');
	isOpen = false;
	spill.close();
	t.same(fs.readdirSync(folder), []);
});

t.test('a file that cannot be opened is told, and leaves no folder behind', async t => {
	const folder = t.testdir();
	const spill = createSpill({folder, openFile() {
		throw Object.assign(new Error('too many open files'), {code: 'EMFILE'});
	}});
	t.throws(() => spill.write('x'), {code: 'EMFILE'});
	t.same(fs.readdirSync(folder), []);
});
