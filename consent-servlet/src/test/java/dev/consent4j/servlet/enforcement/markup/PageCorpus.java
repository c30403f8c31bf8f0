package dev.consent4j.servlet.enforcement.markup;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Pages shaped like those of real sites, made of parts in an order that a seed decides, so that everybody gets the same.
 * Nothing in them is of a denied vendor.
 */
final class PageCorpus {

    static final int PAGES = 240;

    private static final String LONG = "0123456789abcdef".repeat(6_000);

    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            StandardCharsets.ISO_8859_1,
            Charset.forName("windows-1252"),
            Charset.forName("windows-1251"),
            Charset.forName("Shift_JIS"),
            Charset.forName("GBK"),
            Charset.forName("EUC-KR"));

    private static final List<String> HEADS = List.of(
            "<!DOCTYPE html>\n<html lang=de>\n<head>\n<meta charset=utf-8>\n",
            "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\n \"http://www.w3.org/TR/html4/strict.dtd\"><HTML><HEAD>\n",
            "\ufeff<!doctype html><html><head>",
            "<html><head><base href=\"/app/\"><base href=\"https://ads.example/\">",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'><html xmlns=\"http://www.w3.org/1999/xhtml\"><head>",
            "\n\n<!-- made by hand --><HTML>\n<head >",
            "");

    private static final List<String> PARTS = List.of(
            "<title>A < B & C > D <img src=https://ads.example/t.gif></title>\n",
            "<script src=\"https://cdn.example/app.js\" defer></script>\n",
            "<script type=\"module\" src=\"./main.mjs\"></script>\n",
            "<script>var a = \"<scr\" + \"ipt src='https://ads.example/x.js'></scr\" + \"ipt>\"; if (a<b && c>d) {}</script>\n",
            "<script><!--\n document.write('<script src=\"https://ads.example/x.js\"></script>');\n//--></script>\n",
            "<script>/*<!--*/ if (a --> 0) {} </script><p>after</p>\n",
            "<script type=\"application/json\" id=state>{\"html\":\"<iframe src=\\\"https://ads.example/\\\">\",\"n\":1}</script>\n",
            "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"image\":\"https://ads.example/a.png\"}</script>\n",
            "<script type=\"text/plain\" data-category=\"analytics\" src=\"https://ads.example/later.js\"></script>\n",
            "<style>@import url(https://ads.example/a.css); a > b { content: '<img src=\"https://ads.example/\">' }</style>\n",
            "<link rel=canonical href=\"https://ads.example/page\"><link rel=stylesheet href=/site.css>\n",
            "<link rel=\"alternate\" hreflang=\"fr\" href=\"https://tube.example/fr\">\n",
            "<meta http-equiv=Content-Type content='text/html; charset=x'>\n",
            "<noscript><img src=\"/pixel.gif\" alt=\"\"><!-- <img src=\"https://ads.example/\"> --></noscript>\n",
            "<body class='a b' onload=\"start()\" data-x=\"1 > 0\">\n",
            "<!--[if lt IE 9]><script src=\"https://ads.example/html5.js\"></script><![endif]-->\n",
            "<![if !IE]><p>revealed</p><![endif]>\n",
            "<!-- a -- b <!-- c --!><p>text</p><!--> <!---><p>more</p>\n",
            "<!-- <iframe src=\"https://tube.example/\"></iframe> -->\n",
            "<p>Unclosed <b>bold <i>italic</b> text</i> & ampersand &copy; &#169; &notanentity;\n",
            "<a href=\"https://ads.example/click?a=1&b=2\" title='say \"hi\"'>link</a>\n",
            "<img src=\"/img/a.png\" srcset=\"/img/a.png 1x, /img/a@2x.png 2x\" alt=\"<b>not a tag</b>\">\n",
            "<img src=data:image/gif;base64,R0lGODlhAQABAAAAACw= alt=''>\n",
            "<img data-category=\"shoes\" src=\"https://shop.example/shoe.jpg\">\n",
            "<img data-src=\"https://ads.example/lazy.jpg\" class=lazy>\n",
            "<div style=\"background:url(data:image/png;base64," + LONG + ")\">huge</div>\n",
            "<img alt=huge src=\"data:image/png;base64," + LONG + "\">\n",
            "<iframe srcdoc=\"&lt;p&gt;" + LONG + "&lt;/p&gt;\"></iframe>\n",
            "<iframe src=\"https://maps.example/embed\" allow=\"fullscreen\" sandbox></iframe>\n",
            "<iframe title=old>Your browser has no <frames> <img src=https://ads.example/i.gif></iframe>\n",
            "<svg viewBox=\"0 0 1 1\"><title>An <tspan>icon</tspan></title><style>.a{fill:red}</style><path d=\"M0 0\"/><use xlink:href=\"#a\"/><![CDATA[ <img src=\"https://ads.example/\"> ]]></svg>\n",
            "<svg><desc><p>text</p></desc><foreignObject><div>in <b>html</b></div></foreignObject><image href='/a.svg' /></svg>\n",
            "<math><mi>x</mi><mo>&lt;</mo><mtext><b>y</b></mtext><annotation-xml encoding=\"text/html\"><p>z</p></annotation-xml></math>\n",
            "<![CDATA[ outside of svg this is a comment ]]>\n",
            "<textarea name=t><script src=\"https://ads.example/x.js\"></script>\n</textarea>\n",
            "<xmp><img src=https://ads.example/></xmp><noembed><img src=https://ads.example/></noembed>\n",
            "<template><style>p{}</style><p>row <slot name=a></slot></p></template>\n",
            "<table><tr><td>1<td>2<tr><td colspan=2>3</table>\n",
            "<form action=https://ads.example/ method=post><input type=image src=/go.png><input name=q value='<'></form>\n",
            "<video controls poster=/p.jpg><source src=/v.mp4 type=video/mp4><track src=/v.vtt kind=captions></video>\n",
            "<object data=\"/doc.pdf\" type=application/pdf><embed src=/doc.pdf></object>\n",
            "<div a=1 a=2 \"b='c' =d e = f g='h'i=\"j\"k/l / m>broken attributes</div>\n",
            "<p<b>< p></ p></><//p><?php echo 1 > 0 ?>text < more <3 <- <= <<b>>\n",
            "<img src=/a.png title=\"never\nended>\n\" alt='x'>\n",
            "<custom-element :bind=\"a > b\" @click=\"x\" v-if=\"1<2\"><slot/></custom-element>\n",
            "<div>\u0000NUL \u0001 here</div><di\u0000v x\u0000=1>\n",
            "<p>Gr\u00fc\u00dfe, caf\u00e9 \u20ac, \u041f\u0440\u0438\u0432\u0435\u0442, \u65e5\u672c\u8a9e\u30bd\u8868, \ud55c\uad6d\uc5b4 \ud83d\ude00</p>\n",
            "<script async src=//shop.example/a.js></script><script src='/b.js'/></script>\n",
            "<script>let s = `<!--<script>`; /* </script */ </script >\n--></script>text\n",
            "<plaintex>not plain</plaintex><select><option>1<option selected>2</select>\n");

    private static final List<String> TAILS = List.of(
            "</body></html>\n",
            "</BODY></HTML>",
            "",
            "<p",
            "<img src=\"/half",
            "<!-- never ended",
            "<script>never ended",
            "<plaintext><img src=https://ads.example/a.gif>",
            "</scrip",
            "<");

    /**
     * One page.
     *
     * @param text what it says
     * @param charset how it is encoded
     */
    record Sample(String text, Charset charset) {

        byte[] bytes() {
            return text.getBytes(charset);
        }
    }

    private PageCorpus() {}

    static List<Sample> all() {
        List<Sample> pages = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            pages.add(page(i));
        }
        return pages;
    }

    static Sample page(long seed) {
        Random random = new Random(seed);
        StringBuilder page = new StringBuilder(pick(HEADS, random));
        int parts = 4 + random.nextInt(20);
        for (int i = 0; i < parts; i++) {
            page.append(pick(PARTS, random));
        }
        page.append(pick(TAILS, random));
        String text = random.nextInt(4) == 0 ? page.toString().replace("\n", "\r\n") : page.toString();
        return new Sample(text, pick(CHARSETS, random));
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
