const firstCapacity = 256;

/** Rows by ascending keys, with a number to each; eight bytes a row. */
export class RowList {
	#keys = new Uint32Array(firstCapacity);
	#values = new Uint32Array(firstCapacity);
	#start = 0;
	#end = 0;

	get length(): number {
		return this.#end - this.#start;
	}

	getKey(index: number): number {
		return this.#keys[this.#start + index] ?? 0;
	}

	getValue(index: number): number {
		return this.#values[this.#start + index] ?? 0;
	}

	/** Changes the number of the last row. */
	setLastValue(value: number): void {
		this.#values[this.#end - 1] = value;
	}

	push(key: number, value: number): void {
		if (this.#end === this.#keys.length) {
			this.#grow();
		}

		this.#keys[this.#end] = key;
		this.#values[this.#end] = value;
		this.#end++;
	}

	/** Index of the first row with this key or a higher one. */
	locate(key: number): number {
		let low = 0;
		let high = this.length;
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			if (this.getKey(middle) < key) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return low;
	}

	/** Forgets the rows before a key. */
	dropBefore(key: number): void {
		this.#start += this.locate(key);
	}

	#grow(): void {
		const keys = new Uint32Array(this.#keys.length * 2);
		keys.set(this.#keys);
		this.#keys = keys;
		const values = new Uint32Array(this.#values.length * 2);
		values.set(this.#values);
		this.#values = values;
	}
}
