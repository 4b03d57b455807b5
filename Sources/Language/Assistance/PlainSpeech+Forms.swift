extension PlainSpeech {
    /// The forms in which people ask, in small letters.
    enum Forms {
        /// What asks for the first page.
        static let beginning: Set<String> = [
            "help", "help me", "help please", "please help", "please help me", "help me please", "i need help",
            "can you help me", "i am lost", "i'm lost", "what now", "what next", "now what", "what can i do",
            "what can you do", "what can i do here", "what do i do", "what should i do", "what do i do now",
            "how does this work", "how does it work", "how do i use this", "how to use this", "how do i use it",
            "where do i start", "how do i start", "how do i begin", "how to start", "man", "info", "docs", "usage",
            "menu", "instructions", "manual", "--help", "-h",
        ]

        /// What stands before a thing to be explained.
        static let meaning: [[String]] = forms([
            "what is", "what's", "whats", "what are", "what was", "who is", "who's", "what does", "what do", "define",
            "explain", "explain to me", "can you explain", "could you explain", "please explain",
            "tell me about", "tell me what", "tell me more about", "meaning of", "the meaning of", "definition of",
            "what do you mean by", "what is meant by", "what is the meaning of", "what does it mean to",
            "what is the difference between", "what's the difference between", "difference between",
            "how does", "how do the", "when do i use", "when should i use", "why do we need", "why do i need",
            "why use", "i do not understand", "i don't understand", "do you know", "remind me what",
            "calculate", "compute", "evaluate", "how much is", "what is the value of",
            "help", "help me with", "help with", "help on", "help for", "help about", "i need help with", "man",
            "info", "doc", "docs", "about", "usage", "apropos", "whatis",
        ])

        /// What stands before something to be done.
        static let doing: [[String]] = forms([
            "how do i", "how do you", "how do we", "how to", "how can i", "how could i", "how would i", "how should i",
            "how can you", "how does one", "can i", "can you", "could you", "would you", "may i", "is it possible to",
            "i want to", "i would like to", "i'd like to", "i need to", "let me", "let us", "let's", "help me to",
            "please", "where can i", "where do i", "where is", "where are", "show me how to", "tell me how to",
            "teach me to", "teach me how to", "what is the command for", "what is the command to",
        ])

        /// What stands before many things of a kind.
        static let listing: [[String]] = forms([
            "which", "what", "list", "list all", "list the", "show all", "show me all", "show me the", "show me",
            "give me", "all", "what kinds of", "what kind of", "are there other", "are there more", "how many",
        ])

        /// What an answer may begin with, `about 10` or `all of them`, although a question may, too.
        static let answering: Set<String> = ["about", "all", "doc", "docs", "info", "man", "usage"]

        /// What questions begin with, as against what a slip of the fingers makes of it.
        static let leads = ["what", "what's", "whats", "how", "help", "explain", "define", "which"]

        static let questionWords: Set<String> = [
            "what", "how", "why", "who", "when", "where", "which", "can", "could", "should", "would", "is", "are",
            "do", "does", "will", "did",
        ]

        /// Words that name nothing by themselves, at the end of a name: `the Adam optimizer`.
        static let generic: Set<String> = [
            "function", "functions", "method", "algorithm", "optimizer", "optimiser", "rule", "word", "command",
            "technique", "layer", "loss", "landscape", "model", "approach", "problem", "value", "number", "parameter",
            "term", "thing", "curve", "picture", "optimisation", "optimization",
        ]

        /// Terms and words that are also everyday words: they say nothing inside a longer sentence.
        static let common: Set<String> = [
            "rate", "update", "cost", "code", "range", "student", "teacher", "alignment", "score", "error", "bias",
            "all", "any", "list", "map", "min", "max", "sum", "scale", "join", "hint", "answer", "array", "int", "type",
            "format", "save", "plot", "describe", "explain", "help", "words", "landscape", "network", "model", "unit",
            "learning", "fit", "training", "compare", "print", "slice", "bridge", "constant", "noise", "step",
            "minimum", "loss", "race", "sweep", "adaptive", "tuning", "penalty", "leak", "pass",
        ]

        static let articles: Set<String> = [
            "a", "an", "the", "this", "that", "some", "of", "by", "about", "mean",
        ]
        private static let endings: Set<String> = [
            "mean", "means", "do", "does", "work", "works", "for", "here", "again", "exactly", "please", "called",
            "stand", "stands", "used", "good", "is", "are", "about", "useful", "needed",
        ]
        private static let contexts: [[String]] = forms([
            "in machine learning", "in deep learning", "in optimisation", "in optimization", "in ml", "in ai",
            "in simple words", "in plain words", "in one sentence", "to me", "in a network", "in a neural network",
        ])

        private static func forms(_ texts: [String]) -> [[String]] {
            texts.map { $0.split(separator: " ").map(String.init) }.sorted { $0.count > $1.count }
        }

        /// What follows the longest of the forms at the beginning; nil when none of them stands there.
        static func rest(of words: [String], after forms: [[String]]) -> [String]? {
            let small = words.map { $0.lowercased() }
            guard let form = forms.first(where: { small.count > $0.count && small.starts(with: $0) }) else {
                return nil
            }
            return Array(words[form.count...])
        }

        /// Without articles in front, and without what only ends a sentence.
        static func withoutFillers(_ words: [String]) -> [String] {
            var words = words
            if let context = contexts.first(where: { form in
                words.count > form.count && words.suffix(form.count).map { $0.lowercased() } == form
            }) {
                words.removeLast(context.count)
            }
            while let first = words.first, words.count > 1, articles.contains(first.lowercased()) {
                words.removeFirst()
            }
            while let last = words.last, words.count > 1, endings.contains(last.lowercased()) { words.removeLast() }
            return words
        }

        /// `Adam vs SGD`, `momentum and Adam`, `L1 or L2`: both sides; nil when it is no pair.
        static func sides(of words: [String]) -> [[String]]? {
            let between: Set<String> = ["vs", "versus", "and", "or", "against", "with"]
            let parts = words.split { between.contains($0.lowercased()) }
            guard parts.count == 2, parts.map(\.count).reduce(0, +) == words.count - 1 else { return nil }
            return parts.map(Array.init)
        }
    }
}
