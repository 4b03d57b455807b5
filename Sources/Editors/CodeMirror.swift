import Language

/// A mode for CodeMirror 6, the editor inside JupyterLab: a module with a stream parser, for `StreamLanguage.define`.
struct CodeMirror {
    let grammar: Grammar
    let commands: [String]

    var files: [EditorFile] { [.init(path: "descent.js", text: module)] }

    private var module: String {
        """
        // The language of Descent for CodeMirror 6. Written by `descent reference --to codemirror`.
        //
        //     import { StreamLanguage } from "@codemirror/language";
        //     import { descent } from "./descent.js";
        //     const extension = StreamLanguage.define(descent);

        const keywords = new Set([
        \(TokenPattern.list(grammar.keywords, indent: "  "))
        ]);
        const constants = new Set([
        \(TokenPattern.list(grammar.constants, indent: "  "))
        ]);
        const calls = new Set([
        \(TokenPattern.list(grammar.calls, indent: "  "))
        ]);
        const values = new Set([
        \(TokenPattern.list(grammar.values, indent: "  "))
        ]);
        const commands = new Set([
        \(TokenPattern.list(commands, indent: "  "))
        ]);

        function string(stream, state) {
          const { quote, isTriple } = state.open;
          const mark = isTriple ? quote.repeat(3) : quote;
          while (!stream.eol()) {
            if (stream.match(mark)) {
              state.open = null;
              return "string";
            }
            if (stream.next() === "\\\\") stream.next();
          }
          if (!isTriple) state.open = null;
          return "string";
        }

        export const descent = {
          name: "descent",
          startState: () => ({ open: null, depth: 0, afterPoint: false }),
          copyState: (state) => ({ ...state }),
          token(stream, state) {
            if (state.open) return string(stream, state);
            if (stream.sol()) {
              const command = stream.match(/^\\s*:([a-z]+)\\b.*$/, false);
              if (command && commands.has(command[1])) {
                stream.skipToEnd();
                return "meta";
              }
            }
            if (stream.eatSpace()) return null;
            if (stream.match(/^#.*/)) return "comment";
            const text = stream.match(/^\(TokenPattern.prefix)("\"\"|'''|"|')/);
            if (text) {
              state.open = { quote: text[1][0], isTriple: text[1].length === 3 };
              return string(stream, state);
            }
            if (stream.match(/^____+/)) return "invalid";
            if (stream.match(/^(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:[0-9][0-9_]*\\.?[0-9_]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)/)) {
              return "number";
            }
            const name = stream.match(/^[\\p{L}_][\\p{L}\\p{N}_]*/u);
            if (name) {
              const isMember = state.afterPoint;
              state.afterPoint = false;
              if (isMember) return "propertyName";
              if (constants.has(name[0])) return "atom";
              if (keywords.has(name[0])) return "keyword";
              if (stream.match(/^\\s*=(?!=)/, false)) return "variableName.definition";
              if (calls.has(name[0])) return "variableName.function";
              if (values.has(name[0])) return "variableName.constant";
              return "variableName";
            }
            const sign = stream.next();
            state.afterPoint = sign === ".";
            if ("([{".includes(sign)) state.depth += 1;
            if (")]}".includes(sign)) state.depth = Math.max(0, state.depth - 1);
            return "()[]{},:;.".includes(sign) ? "punctuation" : "operator";
          },
          indent: (state, textAfter, context) =>
            (state.depth - (/^[)\\]}]/.test(textAfter) ? 1 : 0)) * context.unit,
          languageData: {
            commentTokens: { line: "#" },
            closeBrackets: { brackets: ["(", "[", "{", "'", '"'] },
            autocomplete: [...keywords, ...constants, ...calls, ...values],
          },
        };

        """
    }
}
