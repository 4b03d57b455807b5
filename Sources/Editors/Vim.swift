import Language

/// A runtime folder for Vim: the syntax, the ending of the files' names, and the fences in Markdown.
struct Vim {
    let grammar: Grammar
    let commands: [String]

    var files: [EditorFile] {
        [
            .init(path: "syntax/descent.vim", text: syntax),
            .init(path: "ftdetect/descent.vim", text: "autocmd BufRead,BufNewFile *.descent setfiletype descent\n"),
            .init(path: "ftplugin/descent.vim", text: settings),
            .init(path: "plugin/descent.vim", text: fences),
        ]
    }

    private var syntax: String {
        """
        " Vim syntax file: Descent. Written by `descent reference --to vim`.
        if exists("b:current_syntax")
          finish
        endif

        \(keywords("descentKeyword", grammar.keywords))
        \(keywords("descentConstant", grammar.constants))
        \(keywords("descentCall", grammar.calls))
        \(keywords("descentValue", grammar.values))
        syntax match descentNumber "\\v<%(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|\\d[0-9_]*%(\\.[0-9_]*)?%([eE][+-]?\\d+)?)>"
        syntax match descentBlank "____\\+"
        syntax match descentArgument "\\v<\\h\\w*\\ze\\s*\\=[^=]"
        syntax match descentCommand "^\\s*:\\%(\(commands.joined(separator: "\\|"))\\)\\>.*$"
        syntax match descentEscape "\\\\." contained
        syntax region descentString start=+[rRbBfFuU]\\{0,2}"+ skip=+\\\\.+ end=+"+ oneline contains=descentEscape
        syntax region descentString start=+[rRbBfFuU]\\{0,2}'+ skip=+\\\\.+ end=+'+ oneline contains=descentEscape
        syntax region descentString start=+[rRbBfFuU]\\{0,2}\"\"\"+ skip=+\\\\.+ end=+\"\"\"+ contains=descentEscape
        syntax region descentString start=+[rRbBfFuU]\\{0,2}'''+ skip=+\\\\.+ end=+'''+ contains=descentEscape
        syntax match descentComment "#.*$"

        highlight default link descentKeyword Statement
        highlight default link descentConstant Boolean
        highlight default link descentCall Function
        highlight default link descentValue Constant
        highlight default link descentNumber Number
        highlight default link descentBlank Todo
        highlight default link descentArgument Identifier
        highlight default link descentCommand PreProc
        highlight default link descentEscape SpecialChar
        highlight default link descentString String
        highlight default link descentComment Comment

        let b:current_syntax = "descent"

        """
    }

    /// Names that are also options of `:syntax keyword` have to be written as patterns.
    private static let options: Set<String> = [
        "contained", "contains", "conceal", "cchar", "display", "fold", "extend", "keepend", "nextgroup", "skipempty",
        "skipnl", "skipwhite", "transparent", "containedin", "concealends", "excludenl", "oneline",
    ]

    private func keywords(_ group: String, _ words: [String]) -> String {
        var lines: [String] = []
        var line = "syntax keyword \(group)"
        let start = line
        for word in words {
            if Self.options.contains(word) {
                lines.append("syntax match \(group) \"\\<\(word)\\>\"")
                continue
            }
            if line.utf8.count + word.utf8.count + 1 > 110 {
                lines.append(line)
                line = start
            }
            line += " " + word
        }
        return (line == start ? lines : lines + [line]).joined(separator: "\n")
    }

    private var settings: String {
        """
        if exists("b:did_ftplugin")
          finish
        endif
        let b:did_ftplugin = 1
        setlocal commentstring=#\\ %s expandtab shiftwidth=4 softtabstop=4
        let b:undo_ftplugin = "setlocal commentstring< expandtab< shiftwidth< softtabstop<"

        """
    }

    private var fences: String {
        """
        " Fences of lessons, in Markdown.
        if !exists("g:markdown_fenced_languages")
          let g:markdown_fenced_languages = []
        endif
        if index(g:markdown_fenced_languages, "descent") < 0
          call add(g:markdown_fenced_languages, "descent")
        endif

        """
    }
}
