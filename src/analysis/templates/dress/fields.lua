-- Fields of Word and its bookmarks: what is numbered, what refers to it, whose paragraphs are whose, and the contents.

local text = pandoc.utils.stringify

-- Fields let Word number captions, and what refers to them, anew in a document they are pasted into. What they show
-- is filled in, so that nobody has to ask for it.
local FIELD = '<w:r>%s<w:fldChar w:fldCharType="begin"/></w:r><w:r>%s<w:instrText xml:space="preserve"> %s </w:instrText></w:r>'
  .. '<w:r>%s<w:fldChar w:fldCharType="separate"/></w:r>%s<w:r>%s<w:fldChar w:fldCharType="end"/></w:r>'
local BOLD, LINK = "<w:rPr><w:b/><w:bCs/></w:rPr>", '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
local whole_title, referenced = "", {}
local marks, owned = 10000, 90000 -- pandoc numbers its own bookmarks from below

local function styled(blocks, style) return pandoc.Div(blocks, pandoc.Attr("", {}, { ["custom-style"] = style })) end

local function openxml(code) return pandoc.RawInline("openxml", code) end

local function run(words, dress)
  local safe = words:gsub("&", "&amp;"):gsub("<", "&lt;")
  return "<w:r>" .. dress .. '<w:t xml:space="preserve">' .. safe .. "</w:t></w:r>"
end

local function field(code, shown, dress)
  return FIELD:format(dress, dress, code, dress, run(shown, dress), dress)
end

-- A hidden bookmark, as Word makes for a reference; of no other document, since Word keeps one of two of a name.
local function mark_name(id) return "_Ref" .. pandoc.utils.sha1(whole_title .. id):sub(1, 16) end

local function marked(id, inlines)
  marks = marks + 1
  inlines:insert(1, openxml(('<w:bookmarkStart w:id="%d" w:name="%s"/>'):format(marks, mark_name(id))))
  inlines:insert(openxml(('<w:bookmarkEnd w:id="%d"/>'):format(marks)))
  return inlines
end

local function caption(captioned)
  local words = pandoc.utils.blocks_to_inlines(captioned.caption.long)
  local kind, number = text(words:remove(1)):match("^(%a+)\u{a0}(%d+)%.$")
  words:remove(1) -- the space, which a label that is not text would leave in front of the table's description
  local label = openxml(run(kind .. "\u{a0}", BOLD) .. field("SEQ " .. kind .. " \\* ARABIC", number, BOLD))
  local long = marked(captioned.identifier, pandoc.Inlines({ label }))
  long:insert(openxml(run(". ", BOLD)))
  long:extend(words)
  captioned.caption.long = pandoc.Blocks({ pandoc.Plain(long) })
end

local function link(it)
  if not it.classes:includes("reference") then return end
  return openxml(field("REF " .. mark_name(it.target:sub(2)) .. " \\h \\* MERGEFORMAT", text(it.content), LINK))
end

local function heading(it)
  if referenced[it.identifier] then it.content = marked(it.identifier, it.content) end
  return it
end

-- The evaluators' own paragraphs stand between the two ends of a bookmark and come back by it. A content control would
-- be lost in LibreOffice, and bold words and links with it.
local function own(div, blocks)
  owned = owned + 1
  -- A field would not come back as what was typed; a link does.
  blocks = blocks:walk({ Link = function(link)
    link.classes = link.classes:filter(function(class) return class ~= "reference" end)
    return link
  end })
  local id = ' w:id="' .. owned .. '"'
  blocks:insert(1, pandoc.RawBlock("openxml", "<w:bookmarkStart" .. id .. ' w:name="' .. div.identifier .. '"/>'))
  blocks:insert(pandoc.RawBlock("openxml", "<w:bookmarkEnd" .. id .. "/>"))
  return blocks
end

-- Word fills a contents list only when asked; ours is already filled, and Word can still refresh it. It has no page
-- numbers, which nobody knows before Word has laid out the pages, and stands on one page: a long one lists chapters alone.
local ON_A_PAGE = 48

local function entries(doc, depth)
  local lines = pandoc.Blocks({})
  doc.blocks:walk({ Header = function(heading)
    if heading.level > depth then return end
    local link = pandoc.Link(heading.content, "#" .. heading.identifier)
    lines:insert(styled({ pandoc.Para({ link }) }, "TOC " .. heading.level))
  end })
  return lines
end

-- Lines as what a field that `asks` for them would find.
local function filled(lines, asks)
  if #lines == 0 then return lines end
  local code = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
  local ask = '<w:r><w:instrText xml:space="preserve"> TOC ' .. asks .. ' </w:instrText></w:r>'
  lines[1].content[1].content:insert(1, openxml(code:format("begin") .. ask .. code:format("separate")))
  lines[#lines].content[1].content:insert(openxml(code:format("end")))
  return lines
end

local function contents(doc)
  local depth, lines = 2, entries(doc, 2)
  if #lines > ON_A_PAGE then depth, lines = 1, entries(doc, 1) end
  lines = filled(lines, ('\\o "1-%d" \\n \\h'):format(depth))
  if #lines > 0 then lines:insert(1, styled({ pandoc.Para("Contents") }, "TOC Heading")) end
  return lines
end

local function tables_and_figures(doc)
  local lines = { Table = pandoc.Blocks({}), Figure = pandoc.Blocks({}) }
  local function list(it)
    local link = pandoc.Link(pandoc.utils.blocks_to_inlines(it.caption.long), "#" .. it.identifier)
    if it.identifier ~= "" then lines[it.t]:insert(styled({ pandoc.Para({ link }) }, "Table of Figures")) end
  end
  doc.blocks:walk({ Table = list, Figure = list })
  local every = filled(lines.Table, '\\h \\n \\c "Table"')
  every:extend(filled(lines.Figure, '\\h \\n \\c "Figure"'))
  return every
end

-- What is to be known of a document before its fields are made.
local function begin(doc)
  whole_title = text(doc.meta.title) .. text(doc.meta.subtitle or "")
  doc.blocks:walk({ Link = function(it)
    if it.classes:includes("reference") then referenced[it.target:sub(2)] = true end
  end })
end

return { begin = begin, styled = styled, openxml = openxml, caption = caption, link = link, heading = heading, own = own,
  contents = contents, tables_and_figures = tables_and_figures }
