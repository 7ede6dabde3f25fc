-- A Word document: native tables, boxes made of styles, and fields.

local columns, fields, front, put_list = require("columns"), require("fields"), require("front"), require("listed")
local beside = require("beside")
local styled = fields.styled
local DRESS = { traverse = "topdown" } -- filled below

local function dress_table(tbl)
  columns.set_widths(tbl, #tbl.caption.long == 0 and columns.FIRST_PAGE or columns.widths(tbl))
  if #tbl.caption.long > 0 then fields.caption(tbl) end
  return tbl
end

-- A chart a little too high to stand under the words of a section is drawn smaller; one that takes a page takes it.
local function smaller(image)
  local share = beside.OPENS / math.max(1, beside.height(image.src))
  if share < 1 and share > 0.85 then image.attributes.width = math.floor(100 * share) .. "%" end
  return image
end

local function dress_figure(fig)
  if fig.identifier:match("^fig:") then fields.caption(fig) end
  return fig:walk({ Image = smaller })
end

local function is_nested(list)
  for _, item in ipairs(list.content) do if #item > 1 then return true end end
end

-- Word draws a broken box around a list of another indent, so a list in a box is made of one style.
local function keyfinding(div)
  local blocks = pandoc.Blocks({})
  for _, block in ipairs(div.content) do
    if block.t == "Div" and block.classes:includes("commentary") then
      blocks:extend(fields.own(block, keyfinding(block)))
    elseif block.t ~= "BulletList" or is_nested(block) then
      blocks:insert(styled({ block }, "Key Finding"))
    else
      for _, item in ipairs(block.content) do blocks:insert(styled(item, "Key Finding Bullet")) end
    end
  end
  return blocks
end

local function dress_div(div)
  if div.classes:includes("annex") then return div.content:walk(DRESS), false end
  if div.classes:includes("keyfinding") then return keyfinding(div) end
  if div.classes:includes("commentary") then return fields.own(div, pandoc.Blocks({ styled(div.content, "Commentary") })) end
  if div.classes:includes("note") then return styled(div.content, "Note") end
end

DRESS.Table, DRESS.Figure, DRESS.Div, DRESS.Header, DRESS.Link = dress_table, dress_figure, dress_div, fields.heading, fields.link

return function(doc, first)
  fields.begin(doc)
  put_list(doc.blocks, fields.tables_and_figures(doc))
  local blocks = front(doc, first)
  blocks:extend(fields.contents(doc))
  blocks:extend(doc.blocks)
  doc.blocks = blocks:walk(DRESS)
  return doc
end
