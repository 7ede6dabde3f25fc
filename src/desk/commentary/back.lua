-- What Word says and Markdown can, and in brackets of our own what it cannot: that may stay as it was and not change.

local text = pandoc.utils.stringify
local function bare(it) return it.content end
local function cannot(what, says) return pandoc.Str("⟦" .. what .. "⟧" .. (says or ""):gsub("%s+", " ")) end

-- "Table 3" is a number of this print; what it is called stays.
local function lead(link)
  local named = link.target:match("^#(%l+:[%w_%-]+)$")
  if named and text(link):match("^%a+[ \u{a0}]+%d+$") then return pandoc.RawInline("markdown", "@" .. named) end
  link.target = link.target:gsub("^(https?://[^/]+)/$", "%1") -- LibreOffice adds the stroke
  link.title, link.attr = "", pandoc.Attr()
  return link
end

-- Word knows no tight lists and no loose ones.
local function tight(list)
  for _, item in ipairs(list.content) do
    if item[1] and item[1].t == "Para" then item[1] = pandoc.Plain(item[1].content) end
  end
  return list
end

local function name(heading)
  heading.attr = pandoc.Attr()
  return heading
end

local function table_as_words(tbl)
  local caption = text(pandoc.utils.blocks_to_inlines(tbl.caption.long)):gsub("^Table[ \u{a0}]+%d+%. ", "")
  return pandoc.Para({ cannot("a table", caption .. " " .. text(pandoc.utils.blocks_to_inlines({ tbl }))) })
end

return {
  { Link = lead, Table = table_as_words },
  {
    Span = bare, Underline = bare, SmallCaps = bare, Div = bare, Header = name,
    BulletList = tight, OrderedList = tight,
    Image = function() return cannot("a picture") end,
    Strikeout = function(it) return cannot("struck words", text(it)) end,
    Math = function(it) return cannot("a formula", it.text) end,
  },
}
