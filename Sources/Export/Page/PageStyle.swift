/// How pages look: on wide and narrow screens, light and dark, and on paper.
enum PageStyle {
    static let sheet = Markup.own(
        """

        :root {
          --page: #ffffff; --raised: #f4f6f8; --text: #1c2126; --soft: #545d66; --line: #d5dbe1;
          --link: #0b5cad; --good: #1a6b34; --problem: #a3261b; --card: #ffffff;
          --comment: #57606a; --string: #0a5a3c; --number: #8a3b00; --keyword: #7a1fa2; --blank: #fff1b8;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #14181c; --raised: #1e242a; --text: #e3e7eb; --soft: #a9b3bd; --line: #39424b;
            --link: #7ab8f5; --good: #7fd39a; --problem: #ff9d92; --card: #f3f4f5;
            --comment: #9aa5b0; --string: #86d6ae; --number: #f2b073; --keyword: #d3a4f0; --blank: #4d430f;
          }
        }
        * { box-sizing: border-box; }
        html { font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
          background: var(--page); color: var(--text); scroll-padding-top: 1rem; }
        body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1.25rem 4rem; overflow-wrap: break-word; }
        h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 0.6em; text-wrap: balance; }
        h1 { font-size: 2rem; margin: 0.5rem 0 0.5rem; }
        h2 { font-size: 1.45rem; padding-top: 0.6em; border-top: 1px solid var(--line); }
        h3 { font-size: 1.15rem; }
        h4, h5, h6 { font-size: 1rem; }
        p, ul, ol, blockquote, pre, figure, details, .scroll, .task, .predict { margin: 0 0 1rem; }
        ul, ol { padding-left: 1.6rem; }
        li { margin: 0.25rem 0; }
        li.task-item { list-style: none; margin-left: -1.4rem; }
        a { color: var(--link); text-underline-offset: 0.15em; }
        a:focus-visible, summary:focus-visible, pre:focus-visible, .scroll:focus-visible {
          outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { left: 1rem; top: 0.5rem; background: var(--page); padding: 0.5rem 1rem; z-index: 1; }
        .lead { font-size: 1.15rem; color: var(--soft); margin: 0 0 0.5rem; }
        .facts { color: var(--soft); font-size: 0.95rem; }
        .result { font-weight: 600; }
        .contents { font-size: 0.95rem; margin-bottom: 2rem; }
        .contents h2 { font-size: 1rem; margin: 1.5rem 0 0.5rem; padding: 0; border: 0; }
        .contents ul { list-style: none; padding: 0; margin: 0; }
        .contents .below { padding-left: 1rem; }
        .contents a { text-decoration: none; }
        .contents a:hover { text-decoration: underline; }
        code, pre, samp { font: 0.9em/1.5 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; }
        pre code, pre samp { font-size: inherit; }
        pre { padding: 0.7rem 0.9rem; border-radius: 6px; }
        p code, li code, td code, h2 code, h3 code { background: var(--raised); border-radius: 4px; padding: 0.1em 0.3em; }
        pre.code { background: var(--raised); border-left: 3px solid var(--link); white-space: break-spaces;
          overflow-wrap: anywhere; }
        pre.output, pre.text { overflow-x: auto; font-size: 0.82em; }
        pre.output { border: 1px solid var(--line); }
        pre.text { background: var(--raised); }
        pre.problem { border: 1px solid var(--problem); color: var(--problem); white-space: pre-wrap;
          overflow-wrap: anywhere; }
        .cell { margin: 0 0 1.25rem; }
        .cell > pre { margin-bottom: 0.5rem; }
        .comment { color: var(--comment); font-style: italic; }
        .string { color: var(--string); }
        .number { color: var(--number); }
        .keyword { color: var(--keyword); }
        .blank { background: var(--blank); border-radius: 3px; }
        figure img, figure [role="img"] { background: var(--card); border: 1px solid var(--line); border-radius: 6px;
          padding: 0.4rem; }
        figure [role="img"] { color: #1c2126; }
        figure [role="img"] pre { margin: 0; padding: 0; line-height: 1.2; }
        img { max-width: 100%; height: auto; display: block; }
        figcaption { color: var(--soft); font-size: 0.9rem; margin-top: 0.4rem; }
        blockquote { border-left: 3px solid var(--line); padding: 0.1rem 0 0.1rem 1rem; }
        blockquote > :last-child { margin-bottom: 0; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 0.95rem; }
        th, td { border-bottom: 1px solid var(--line); padding: 0.35rem 0.8rem 0.35rem 0; text-align: left;
          vertical-align: top; }
        hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
        .predict { border-left: 3px solid var(--number); padding: 0.1rem 0 0.1rem 1rem; }
        .predict > :last-child { margin-bottom: 0; }
        .task { border: 1px solid var(--line); border-radius: 8px; padding: 0.9rem 1.1rem 0.3rem; margin: 1.5rem 0; }
        .task > :last-child { margin-bottom: 0.4rem; }
        .task .label { font-size: 1rem; margin: 0 0 0.6rem; }
        .stop { border: 1px dashed var(--line); border-radius: 8px; padding: 0.5rem 1.1rem; color: var(--soft); }
        .points { color: var(--soft); font-weight: 400; }
        .given { margin-bottom: 0.4rem; }
        .verdict { color: var(--soft); font-weight: 600; }
        .verdict.passed { color: var(--good); }
        details { border-top: 1px solid var(--line); padding: 0.5rem 0; }
        details > :last-child { margin-bottom: 0.3rem; }
        summary { cursor: pointer; color: var(--link); font-weight: 600; }
        details[open] > summary { margin-bottom: 0.6rem; }
        .faults { white-space: pre-wrap; overflow-wrap: anywhere; }
        @media (min-width: 72rem) {
          body { max-width: 68rem; }
          .columns { display: grid; grid-template-columns: minmax(0, 46rem) minmax(0, 15rem); gap: 3rem;
            justify-content: space-between; }
          .columns > main { grid-column: 1; grid-row: 1; }
          .contents { grid-column: 2; grid-row: 1; position: sticky; top: 1rem; align-self: start;
            max-height: calc(100vh - 2rem); overflow-y: auto; }
        }
        @media (max-width: 30rem) {
          html { font-size: 1rem; }
          h1 { font-size: 1.6rem; }
          body { padding: 1rem 1rem 3rem; }
          .task { padding: 0.8rem 0.8rem 0.2rem; }
        }
        @page { size: A4; margin: 18mm 16mm; }
        @media print {
          :root { --page: #ffffff; --raised: #f4f6f8; --text: #000000; --soft: #444444; --line: #bbbbbb; --link: #000000;
            --good: #000000; --problem: #000000; --card: #ffffff; --comment: #444444; --string: #000000;
            --number: #000000; --keyword: #000000; --blank: #eeeeee; }
          html { font-size: 10.5pt; }
          body { max-width: none; padding: 0; }
          .skip { display: none; }
          .columns { display: block; }
          .contents { position: static; max-height: none; }
          a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.85em; }
          pre, figure, tr, .task { break-inside: avoid; }
          h1, h2, h3, h4 { break-after: avoid; }
          pre.output { white-space: pre-wrap; overflow-wrap: anywhere; }
          .at-end { break-before: page; }
        }

        """)
}
