/** Text with what stands between backticks as code. */
export function WithCode({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places.
      <code key={index} className="font-mono text-[0.92em] text-ink">
        {part}
      </code>
    ),
  );
}
