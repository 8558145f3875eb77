import t from 'tap';
import {parseXml} from '../../../../../source/clouds/local/s3-server/xml/parse-xml.js';
import {renderXml} from '../../../../../source/clouds/local/s3-server/xml/render-xml.js';

t.test('the documents clients send are read, prefixes, comments and entities included', t => {
	t.same(parseXml('<?xml version="1.0"?>\n<s:Delete xmlns:s="x"><!-- c --><s:Object><Key>a&amp;&#60;&#x3e;\u{E9}</Key><Empty/></s:Object></s:Delete>\n'), {
		name: 'Delete',
		text: '',
		children: [{name: 'Object', text: '', children: [{name: 'Key', text: 'a&<>é', children: []}, {name: 'Empty', text: '', children: []}]}],
	});
	t.end();
});

t.test('anything that is not well formed is MalformedXML', t => {
	for (const source of ['', 'text', '<a>', '<a></b>', '</a>', '<a/><b/>', '<a>&unknown;</a>', '<a>&#x110000;</a>', '<a', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', '<a><![CDATA[x]]></a>', '<a>& </a>']) {
		t.throws(() => parseXml(source), {code: 'MalformedXML'}, source);
	}

	t.end();
});

t.test('what the server writes reads back the same', t => {
	const key = 'a&b<c>"d"\'e\'\t\r\n😀';
	t.equal(parseXml(renderXml('Root', [['Key', key]])).children[0]!.text, key);
	t.notMatch(renderXml('Root', [['Key', key]]), /\r/);
	t.end();
});
