package dev.consent4j.benchmarks;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/** A page of about 2 kB that sets one necessary cookie and asks nothing about consent. */
final class ShopPage extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int PRODUCTS = 20;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Cookie cookie = new Cookie(Scene.NECESSARY, "3.1795340000");
        cookie.setPath("/");
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        response.addCookie(cookie);
        response.setContentType("text/html;charset=UTF-8");
        PrintWriter page = response.getWriter();
        page.write("<!doctype html><html lang=en><head><title>Shoes</title></head><body><h1>Shoes</h1><ul>\n");
        for (int i = 0; i < PRODUCTS; i++) {
            page.write("<li><a href=\"/products/shoe-");
            page.write(Integer.toString(i));
            page.write("\"><img src=\"/images/shoe.avif\" alt=\"\" loading=lazy>A shoe for walking</a>\n");
        }
        page.write("</ul></body></html>\n");
    }
}
