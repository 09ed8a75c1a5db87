/** Offers a file to the visitor; nothing leaves the browser. */
export function download(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference to the data once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Rows as CSV (RFC 4180) with a byte order mark: spreadsheet programs otherwise misread Chinese. */
export function csv(rows: readonly (readonly (string | number | boolean | null | undefined)[])[]): Blob {
  const lines = rows.map((row) => row.map((cell) => quoted(cell === null || cell === undefined ? "" : String(cell))));
  return new Blob(["\uFEFF", lines.map((line) => line.join(",")).join("\r\n"), "\r\n"], {
    type: "text/csv;charset=utf-8",
  });
}

function quoted(cell: string): string {
  // A cell that a spreadsheet would run as a formula is text here: it comes from what a visitor typed or pasted.
  const safe = /^[=+@\t\r]/.test(cell) || /^-(?![\d.])/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
