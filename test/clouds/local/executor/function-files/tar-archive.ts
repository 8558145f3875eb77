import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import t from 'tap';
import {readTarArchive} from '../../../../../source/clouds/local/executor/function-files/tar-archive.js';
import {findPython} from '../../../../../source/clouds/local/runtimes/find-python.js';

const {executable} = await findPython();

/** Python's tarfile writes the archives: a second opinion on the format. */
const createTar = (format: string, files: Readonly<Record<string, string>>, extra = ''): Uint8Array => {
	const program = `
import io, json, sys, tarfile
out = io.BytesIO()
with tarfile.open(fileobj=out, mode="w", format=tarfile.${format}, pax_headers=({"comment": "sha"} if "${format}" == "PAX_FORMAT" else None)) as tar:
    for name, text in json.load(sys.stdin).items():
        info = tarfile.TarInfo(name)
        data = text.encode()
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
${extra}
sys.stdout.buffer.write(out.getvalue())
`;
	return spawnSync(executable, ['-c', program], {input: JSON.stringify(files), maxBuffer: 1e8}).stdout;
};

const files = {
	'root/a.py': 'a', 'root/empty.py': '', [`root/${'long/'.repeat(40)}b.py`]: 'b'.repeat(5000), 'root/fünf.py': '5',
};
const readTexts = (archive: Uint8Array) => Object.fromEntries(readTarArchive(archive).map(({path, bytes}) => [path, Buffer.from(bytes).toString('utf8')]));

for (const format of ['PAX_FORMAT', 'GNU_FORMAT']) {
	t.test(`reads the files of a ${format} archive`, async t => {
		t.same(readTexts(createTar(format, files)), files);
	});
}

t.test('leaves links and devices out', async t => {
	const extra = '    link = tarfile.TarInfo("root/link"); link.type = tarfile.SYMTYPE; link.linkname = "/etc/passwd"; tar.addfile(link)\n    folder = tarfile.TarInfo("root/dir"); folder.type = tarfile.DIRTYPE; tar.addfile(folder)';
	t.same(readTexts(createTar('PAX_FORMAT', {'root/a.py': 'a'}, extra)), {'root/a.py': 'a'});
});

for (const path of ['../x.py', '/etc/x.py', 'root/../../x.py', String.raw`root\..\x.py`]) {
	t.test(`refuses ${path}`, async t => {
		t.throws(() => readTarArchive(createTar('PAX_FORMAT', {[path]: 'x'})), {message: /unsafe path/u});
	});
}

t.test('says when an archive is cut off', async t => {
	const archive = createTar('PAX_FORMAT', {'root/a.py': 'x'.repeat(4000)});
	t.throws(() => readTarArchive(archive.subarray(0, 2000)), {message: 'the archive is cut off'});
});
