// Matplotlib's colour maps: a few colours of each, evenly spaced; between them colours are mixed.

extension Palette {
    /// Matplotlib's colour map of a name, also reversed as `viridis_r`; capitals do not matter. Nil for no such name.
    ///
    /// Colours as Matplotlib 3.10 has them, within 7 of 255 in each channel.
    public static func named(_ name: String) -> Palette? {
        let lower = name.lowercased()
        if lower.hasSuffix("_r") { return named(String(lower.dropLast(2))).map(Palette.init(reversing:)) }
        if let colors = continuous[synonyms[lower] ?? lower] {
            let stops = Palette.colors(colors)
            return Palette(
                stops: stops.enumerated().map { (Double($0.offset) / Double(stops.count - 1), $0.element) })
        }
        return kinds[lower].map { Palette(steps: Palette.colors($0)) }
    }

    /// The names that `named` knows.
    public static var names: [String] { [continuous, synonyms, kinds].flatMap(\.keys).sorted() }

    private static func colors(_ text: String) -> [Color] {
        text.split(separator: " ").map { Color(UInt32($0, radix: 16) ?? 0) }
    }

    private static let synonyms = ["grey": "gray", "gist_gray": "gray", "binary": "greys", "gist_yarg": "greys"]

    private static let continuous: [String: String] = [
        "viridis":
            "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1fa088 28ae80 3fbc73 5ec962 "
            + "84d44b addc30 d8e219 fde725",
        "plasma": "0d0887 4c02a1 7e03a8 aa2395 cc4778 e66c5c f89540 fdc527 f0f921",
        "inferno":
            "000004 0b0724 210c4a 3d0965 57106e 71196e 8a226a a32c61 bc3754 d24644 e45a31 f1731d f98e09 "
            + "fcac11 f9cb35 f2ea69 fcffa4",
        "magma": "000004 140e36 3b0f70 641a80 8c2981 b73779 de4968 f7705c fe9f6d fecf92 fcfdbf",
        "cividis":
            "00224e 002b62 083370 243c6e 35456c 434e6c 4f576c 5b606e 666970 727274 7d7c78 888578 948e77 "
            + "a19975 aea371 bcae6c c8b866 d6c35d e5cf52 f3db42 fee838",
        "gray": "000000 808080 ffffff",
        "bone": "000000 38384e 707b90 a9c8c8 ffffff",
        "hot":
            "0b0000 350000 5f0000 890000 b30000 dd0000 ff0800 ff3200 ff5c00 ff8600 ffb000 ffda00 ffff07 "
            + "ffff46 ffff85 ffffc4 ffffff",
        "cool": "00ffff 807fff ff00ff",
        "spring": "ff00ff ff807f ffff00",
        "summer": "008066 80c066 ffff66",
        "autumn": "ff0000 ff8000 ffff00",
        "winter": "0000ff 0080bf 00ff80",
        "copper": "000000 1f140c 3f2819 5e3b26 7e5033 9e6440 bd784c dd8c59 fc9f65 ffb472 ffc77f",
        "jet":
            "000080 0000a4 0000c8 0000ed 0000ff 0020ff 0040ff 0060ff 0080ff 00a0ff 00c0ff 00e0fb 16ffe1 "
            + "30ffc7 49ffad 63ff94 7dff7a 97ff60 b1ff46 caff2c e4ff13 feed00 ffd000 ffb200 ff9400 ff7700 "
            + "ff5900 ff3b00 ff1e00 e80000 c40000 9f0000 800000",
        "turbo":
            "30123b 4040a2 466be3 4294ff 28bceb 18ddc2 32f298 6dfe62 a4fc3c cdec34 eecf3a fdac34 fb7e21 "
            + "eb500e d02f05 a91601 7a0403",
        "rainbow": "8000ff 4062fa 00b5eb 40ecd4 80ffb4 c0eb8d ffb360 ff5f30 ff0000",
        "hsv":
            "ff0000 ff2f00 ff5f00 ff8e00 ffbd00 ffec00 e2ff00 b3ff00 84ff00 55ff00 25ff00 02ff0c 00ff39 "
            + "00ff68 00ff97 00ffc7 00fff6 00d9ff 00aaff 007aff 004bff 001cff 1300ff 4300ff 7200ff a100ff "
            + "d000ff fa00f9 ff00cf ff00a0 ff0071 ff0041 ff0018",
        "coolwarm":
            "3b4cc0 4961d2 5977e3 6a8bef 7b9ff9 8db0fe 9ebeff afcafc c0d4f5 cfdaea dddcdc e9d5cb f2cbb7 "
            + "f6bda2 f7ac8e f4987a ee8468 e36c55 d65244 c53334 b40426",
        "bwr": "0000ff fffefe ff0000",
        "seismic": "00004c 0101ff fffdfd fe0000 800000",
        "rdbu": "67001f b1182b d6604d f3a481 fddbc7 f6f7f7 d1e5f0 90c4dd 4393c3 2065ab 053061",
        "rdylbu": "a50026 d62f27 f46d43 fdad60 fee090 feffc0 e0f3f8 aad8e9 74add1 4574b3 313695",
        "rdylgn": "a50026 d62f27 f46d43 fdad60 fee08b feffbe d9ef8b a5d86a 66bd63 199750 006837",
        "piyg": "8e0152 c41a7c de77ae f1b5d9 fde0ef f7f7f6 e6f5d0 b7e085 7fbc41 4c9121 276419",
        "prgn": "40004b 752982 9970ab c1a4ce e7d4e8 f6f7f6 d9f0d3 a5da9f 5aae61 1a7736 00441b",
        "brbg": "543005 8b500a bf812d dec17b f6e8c3 f4f5f5 c7eae5 7fccc0 35978f 01655d 003c30",
        "puor": "7f3b08 b25706 e08214 fcb761 fee0b6 f6f6f7 d8daeb b1aad1 8073ac 532687 2d004b",
        "spectral": "9e0142 d43d4f f46d43 fdad60 fee08b ffffbe e6f598 aadca4 66c2a5 3387bc 5e4fa2",
        "blues": "f7fbff deebf7 c6dbef 9dcae1 6aaed6 4191c6 2070b4 08509b 08306b",
        "greens": "f7fcf5 e5f5e0 c7e9c0 a0d99b 73c476 40aa5d 228a44 006c2c 00441b",
        "reds": "fff5f0 fee0d2 fcbba1 fc9272 fb694a ee3a2c ca181d a30f15 67000d",
        "oranges": "fff5eb fee6ce fdd0a2 fdae6a fd8c3b f16813 d84801 a53603 7f2704",
        "purples": "fcfbfd efedf5 dadaeb bcbddc 9e9ac8 807cba 6950a3 53268f 3f007d",
        "greys": "ffffff d9d9d9 959595 515151 000000",
        "ylgnbu": "ffffd9 edf8b1 c6e9b4 7ecdbb 40b5c4 1d90c0 225da8 243392 081d58",
        "ylorrd": "ffffcc ffeda0 fed976 feb24c fd8c3c fc4d2a e2191c bb0026 800026",
        "ylgn": "ffffe5 f7fcb9 d9f0a3 acdd8e 77c679 40aa5c 228343 006737 004529",
        "orrd": "fff7ec fee8c8 fdd49e fdba83 fc8c59 ef6447 d62f1e b20000 7f0000",
        "bugn": "f7fcfd e5f5f9 ccece6 98d8c9 65c2a3 40ad75 228a44 006c2c 00441b",
        "pubu": "fff7fb ece7f2 d0d1e6 a5bddb 73a9cf 358fc0 056faf 04598c 023858",
        "bupu": "f7fcfd e0ecf4 bfd3e6 9ebcda 8c95c6 8c6ab1 88409c 800f7b 4d004b",
        "gnbu": "f7fcf0 e0f3db ccebc5 a7ddb5 7accc4 4db2d3 2a8bbe 0867ab 084081",
        "rdpu": "fff7f3 fde0dd fcc5c0 fa9eb5 f767a1 dc3397 ad017e 790177 49006a",
        "terrain":
            "333399 2353b9 1276dc 0098fe 00b2b2 01cc66 31d670 65e07a 99eb85 cdf58f fefe98 e6df8b ccbe7d "
            + "b29c6f 987b61 815e56 997c76 b39e99 cdbfbc e7e0df ffffff",
        "twilight":
            "e2d9e2 c4ced4 95b5c7 7297c1 6276ba 5e51ad 592a8f 45135c 2f1436 4a1342 741e4f 983550 b25652 "
            + "c27c63 cca389 d8c7be e2d9e2",
        "ocean": "008000 006015 00402a 002040 000055 00206a 004080 006095 0080aa 42a0c0 81c0d5 c0e0ea ffffff",
    ]

    /// Maps of kinds, each in a colour of its own.
    private static let kinds: [String: String] = [
        "tab10": "1f77b4 ff7f0e 2ca02c d62728 9467bd 8c564b e377c2 7f7f7f bcbd22 17becf",
        "tab20":
            "1f77b4 aec7e8 ff7f0e ffbb78 2ca02c 98df8a d62728 ff9896 9467bd c5b0d5 8c564b c49c94 e377c2 "
            + "f7b6d2 7f7f7f c7c7c7 bcbd22 dbdb8d 17becf 9edae5",
        "set1": "e41a1c 377eb8 4daf4a 984ea3 ff7f00 ffff33 a65628 f781bf 999999",
        "set2": "66c2a5 fc8d62 8da0cb e78ac3 a6d854 ffd92f e5c494 b3b3b3",
        "set3": "8dd3c7 ffffb3 bebada fb8072 80b1d3 fdb462 b3de69 fccde5 d9d9d9 bc80bd ccebc5 ffed6f",
        "paired": "a6cee3 1f78b4 b2df8a 33a02c fb9a99 e31a1c fdbf6f ff7f00 cab2d6 6a3d9a ffff99 b15928",
        "dark2": "1b9e77 d95f02 7570b3 e7298a 66a61e e6ab02 a6761d 666666",
        "accent": "7fc97f beaed4 fdc086 ffff99 386cb0 f0027f bf5b17 666666",
        "pastel1": "fbb4ae b3cde3 ccebc5 decbe4 fed9a6 ffffcc e5d8bd fddaec f2f2f2",
    ]
}
