using System.Text;

namespace BookingPlatform.Customers.Matching.Text;

/// <summary>
/// Letters of other scripts in Latin, near enough to find a name again: ISO 9 and ELOT 743 without their marks for Cyrillic and Greek, Revised Romanization for Hangul,
/// Hepburn for kana, the consonants for Arabic and Hebrew, and pinyin for the characters that most Chinese names are made of.
/// </summary>
internal static class Transliteration
{
    private const string Letters = """
        а a б b в v г g ґ g д d ђ dj е e є e ж zh з z и i і i ї i й i ј j к k л l љ lj м m н n њ nj о o п p р r с s т t ћ c у u ў u ф f х kh ц ts ч ch џ dz ш sh щ sch ъ _ ы y ь _ э e ю yu я ya ё e ѓ g ќ k ѕ dz
        α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o
        ا a أ a إ i آ a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ک k ل l م m ن n ه h ة a و w ي y ی y ى a ئ y ء _ پ p چ ch ژ zh گ g
        א a ב b ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף p צ ts ץ ts ק k ר r ש sh ת t
        ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h
        ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ u փ p ք k օ o ֆ f
        ß ss ø o ł l đ d æ ae œ oe þ th ð d ı i ħ h ŧ t ŋ ng ſ s ə a ʻ _ ʼ _
        あ a い i う u え e お o か ka き ki く ku け ke こ ko さ sa し shi す su せ se そ so た ta ち chi つ tsu て te と to な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho ま ma み mi む mu め me も mo や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa を o ん n ゃ ya ゅ yu ょ yo っ _ ー _
        王 wang 李 li 张 zhang 張 zhang 刘 liu 劉 liu 陈 chen 陳 chen 杨 yang 楊 yang 黄 huang 黃 huang 赵 zhao 趙 zhao 吴 wu 吳 wu 周 zhou 徐 xu 孙 sun 孫 sun 马 ma 馬 ma 朱 zhu 胡 hu 郭 guo 何 he 高 gao 林 lin 罗 luo 羅 luo 郑 zheng 鄭 zheng 梁 liang 谢 xie 謝 xie 宋 song 唐 tang 许 xu 許 xu 邓 deng 鄧 deng 冯 feng 馮 feng 韩 han 韓 han 曹 cao 曾 zeng 彭 peng 萧 xiao 蕭 xiao 肖 xiao 蔡 cai 潘 pan 田 tian 董 dong 袁 yuan 于 yu 余 yu 叶 ye 葉 ye 蒋 jiang 蔣 jiang 杜 du 苏 su 蘇 su 魏 wei 程 cheng 吕 lu 呂 lu 丁 ding 沈 shen 任 ren 姚 yao 卢 lu 盧 lu 傅 fu 钟 zhong 鍾 zhong 姜 jiang 崔 cui 谭 tan 譚 tan 廖 liao 范 fan 汪 wang 陆 lu 陸 lu 金 jin 石 shi 戴 dai 贾 jia 韦 wei 夏 xia 邱 qiu 方 fang 侯 hou 邹 zou 熊 xiong 孟 meng 秦 qin 白 bai 江 jiang 阎 yan 薛 xue 尹 yin 段 duan 雷 lei 黎 li 史 shi 龙 long 陶 tao 贺 he 顾 gu 毛 mao 郝 hao 龚 gong 邵 shao 万 wan 钱 qian 严 yan 覃 qin 武 wu 莫 mo 孔 kong 向 xiang 常 chang
        伟 wei 偉 wei 芳 fang 娜 na 秀 xiu 英 ying 敏 min 静 jing 靜 jing 丽 li 麗 li 强 qiang 強 qiang 磊 lei 军 jun 軍 jun 洋 yang 勇 yong 艳 yan 艷 yan 杰 jie 傑 jie 娟 juan 涛 tao 濤 tao 明 ming 超 chao 兰 lan 蘭 lan 霞 xia 平 ping 刚 gang 剛 gang 桂 gui 文 wen 华 hua 華 hua 玉 yu 红 hong 紅 hong 建 jian 国 guo 國 guo 志 zhi 春 chun 梅 mei 海 hai 燕 yan 晓 xiao 曉 xiao 小 xiao 大 da 子 zi 思 si 嘉 jia 佳 jia 雨 yu 宇 yu 浩 hao 俊 jun 欣 xin 怡 yi 婷 ting 雪 xue 琳 lin 玲 ling 鹏 peng 飞 fei 飛 fei 峰 feng 斌 bin 波 bo 辉 hui 輝 hui 云 yun 雲 yun 德 de 生 sheng 成 cheng 天 tian 永 yong 光 guang 东 dong 東 dong 凤 feng 鳳 feng 珍 zhen 萍 ping 倩 qian 莉 li 颖 ying 慧 hui 美 mei 淑 shu 惠 hui 珠 zhu 月 yue 宁 ning 寧 ning 安 an 新 xin 立 li 正 zheng 中 zhong 家 jia 义 yi 义 yi 庆 qing 慶 qing 贵 gui 福 fu 祥 xiang 瑞 rui 龍 long 虎 hu 健 jian 阳 yang 陽 yang 洁 jie 丹 dan 萌 meng 梦 meng 诗 shi 涵 han 轩 xuan 博 bo 睿 rui 晨 chen 昊 hao 然 ran 泽 ze 哲 zhe 翔 xiang 凯 kai 鑫 xin
        """;

    private static readonly string[] Initials = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
    private static readonly string[] Vowels = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"];
    private static readonly string[] Finals = ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "l", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"];

    private static readonly Dictionary<char, string> Table = Read();

    /// <summary>Appends the letter in Latin; says false when it knows none.</summary>
    public static bool Append(char letter, StringBuilder to)
    {
        if (letter is >= '가' and <= '힣')
        {
            var place = letter - '가';
            to.Append(Initials[place / 588]).Append(Vowels[place % 588 / 28]).Append(Finals[place % 28]);
            return true;
        }

        // Katakana stand 96 places behind hiragana.
        if (letter is >= 'ァ' and <= 'ヶ')
            letter = (char)(letter - 96);
        if (!Table.TryGetValue(letter, out var latin))
            return false;
        to.Append(latin);
        if (letter is >= '一' and <= '鿿')
            to.Append(' ');
        return true;
    }

    private static Dictionary<char, string> Read()
    {
        var table = new Dictionary<char, string>();
        var parts = Letters.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at + 1 < parts.Length; at += 2)
            table[parts[at][0]] = parts[at + 1] == "_" ? "" : parts[at + 1];
        return table;
    }
}
