import Answers

/// `enum`: classes whose attributes are their only objects.
enum EnumWords {
    static let words: [Word] = [
        type(Enumeration.base, "the base of classes whose attributes are their only objects", "list(Color)"),
        type(Enumeration.whole, "an Enum whose members are whole numbers", "Color.RED + 1"),
        type(Flags.base, "an Enum whose members are bits, which | puts together", "Color.RED | Color.GREEN"),
        type(Flags.whole, "a Flag whose members are whole numbers", "(Color.RED | Color.GREEN) == 3"),
        type(Enumeration.text, "an Enum whose members are texts", "Color.RED == \"red\"", "\"red\"", "\"green\""),
        Word.native(
            "enum.auto", family: "modules", "a value that the class chooses: one more than the last", returns: "auto",
            examples: ["from enum import Enum, auto\nclass Color(Enum):\n    RED = auto()\nColor.RED"],
            seeAlso: ["enum.Enum"]
        ) { _, _ in .object(AutomaticValue()) },
        Word.native(
            "enum.unique", family: "modules", "stands as @unique above an Enum in which no value may come twice",
            [Parameter("enumeration", .any, .required, "a class derived from Enum")], returns: "class",
            examples: ["from enum import Enum, unique\n@unique\nclass Color(Enum):\n    RED = 1\nColor"],
            seeAlso: ["enum.Enum"]
        ) { given, _ in
            let value = try given.required(0, "enumeration", "unique")
            guard case .object(let type as ClassObject) = value,
                case .dict(let map)? = type.attributes[Enumeration.mapName]
            else {
                throw Mistake("unique is given \(value.brief)", expected: "a class derived from Enum").raised(
                    as: "TypeError")
            }
            let twice = map.entries.compactMap { entry -> String? in
                let name = entry.value.instance?["_name_"]?.asText ?? ""
                return entry.key.asText == name ? nil : "\(entry.key.asText ?? "") -> \(name)"
            }
            guard twice.isEmpty else {
                throw Mistake("values of \(type.name) come twice: \(twice.joined(separator: ", "))").raised(
                    as: "ValueError",
                    "duplicate values found in <enum '\(type.name)'>: \(twice.joined(separator: ", "))")
            }
            return value
        },
    ]

    private static func type(
        _ native: NativeClass, _ summary: String, _ last: String, _ first: String = "1", _ second: String = "2"
    ) -> Word {
        Word(
            "enum.\(native.name)", family: "modules", summary: summary, returns: "class",
            examples: [
                "from enum import \(native.name)\nclass Color(\(native.name)):\n    RED = \(first)\n    GREEN = \(second)\n\(last)"
            ], seeAlso: ["enum.auto"], meaning: .type(native))
    }
}
