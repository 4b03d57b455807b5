/// `import tensorflow as tf`, `from keras.layers import Dropout, Dense`: accepted, so that pasted code runs.
extension Parser {
    mutating func imports() throws -> [ImportedName] {
        let isFrom = isName("from")
        position += 1
        return isFrom ? try namesFromModule() : try modules()
    }

    private mutating func modules() throws -> [ImportedName] {
        var imports: [ImportedName] = []
        repeat {
            if !imports.isEmpty { position += 1 }
            let start = current.range.lower
            let path = try modulePath()
            var module = path
            // `import a.b` binds `a`; `import a.b as c` binds c to a.b.
            var local = path[0]
            if isName("as") {
                position += 1
                local = try identifier("a name after as").text
            } else {
                module = [path[0]]
            }
            imports.append(
                ImportedName(
                    module: module, path: path, name: nil, local: local, range: SourceRange(start, previousEnd)))
        } while isSymbol(",")
        return imports
    }

    private mutating func namesFromModule() throws -> [ImportedName] {
        let path = try modulePath()
        guard isName("import") else { throw unexpected("import", try: "from keras.layers import Dense") }
        position += 1
        if isSymbol("*") {
            position += 1
            return [ImportedName(module: path, path: path, name: "*", local: "*", range: tokens[position - 1].range)]
        }
        let inBrackets = isSymbol("(")
        if inBrackets {
            brackets.append(position)
            position += 1
        }
        var imports: [ImportedName] = []
        while true {
            if inBrackets, isSymbol(")") { break }
            let name = try identifier("a name to import")
            var local = name.text
            if isName("as") {
                position += 1
                local = try identifier("a name after as").text
            }
            imports.append(
                ImportedName(
                    module: path, path: path, name: name.text, local: local,
                    range: SourceRange(name.range.lower, previousEnd)))
            guard isSymbol(",") else { break }
            position += 1
        }
        if inBrackets {
            try expect(")")
            brackets.removeLast()
        }
        guard !imports.isEmpty else { throw unexpected("a name to import") }
        return imports
    }

    private mutating func modulePath() throws -> [String] {
        var path = [try identifier("the name of a module").text]
        while isSymbol(".") {
            position += 1
            path.append(try identifier("a name after the point").text)
        }
        return path
    }
}
